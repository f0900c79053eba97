// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Fetches the QEMU of the backports of this machine's Debian release into the cache.
struct QemuFetch {
    /// The suite, as in `bookworm-backports`.
    let suite: String
    private let cache: Cache
    private let report: Report

    /// The firmware is included, since it depends on the version.
    private static let packages = ["qemu-system-x86", "qemu-system-common", "qemu-system-data", "seabios"]

    /// Determines the suite.
    init(cache: Cache, report: @escaping Report) throws(LabError) {
        let file: FilePath = "/etc/os-release"
        let key = "VERSION_CODENAME="
        guard let line = try file.readText().split(separator: "\n").first(where: { $0.hasPrefix(key) }) else {
            throw .lab("\(file) does not name a Debian release")
        }
        suite = "\(line.dropFirst(key.count))-backports"
        self.cache = cache
        self.report = report
    }

    /// The folder of the unpacked packages; QEMU finds its firmware relative to its own path.
    var place: FilePath { cache.folder.appending("qemu") }

    /// Fetches it, replacing an existing one.
    func run() async throws {
        let work = try TemporaryFolder(in: cache.folder)
        defer { work.remove() }
        let root = work.path.appending("root")
        let archive = try await DebianArchive(suites: [suite], in: work.path) {
            report(.progress("QEMU: \($0)"))
        }
        try await archive.unpack(Self.packages, to: root)
        place.removeTree()
        try root.rename(to: place)
    }
}
