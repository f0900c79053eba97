// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Fetches the QEMU that Debian offers to this machine's release as a backport into the cache.
struct QemuFetch {
    /// The suite, as in `bookworm-backports`.
    let suite: String
    private let cache: Cache
    private let report: Report

    /// The firmware is part of it, as it belongs to the version.
    private static let packages = ["qemu-system-x86", "qemu-system-common", "qemu-system-data", "seabios"]

    /// Finds out which suite it is.
    init(cache: Cache, report: @escaping Report) throws(LabError) {
        let file: FilePath = "/etc/os-release"
        let key = "VERSION_CODENAME="
        guard let line = try file.readText().split(separator: "\n").first(where: { $0.hasPrefix(key) }) else {
            throw .lab("\(file) names no release of Debian")
        }
        suite = "\(line.dropFirst(key.count))-backports"
        self.cache = cache
        self.report = report
    }

    /// Where it lies unpacked; QEMU finds its firmware relative to itself.
    var place: FilePath { cache.folder.appending("qemu") }

    /// Fetches it, in place of one that is there.
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
