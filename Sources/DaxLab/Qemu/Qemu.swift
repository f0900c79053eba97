// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A QEMU to run a guest with.
struct Qemu {
    let tool: Tool

    /// The QEMU that is installed on this machine.
    init() throws(LabError) {
        tool = try Tool(QemuCommand.program, package: "qemu-system-x86")
    }

    private init(unpackedIn root: FilePath) {
        tool = Tool(at: root.pushing(FilePath("usr/bin/\(QemuCommand.program)")))
    }

    /// A QEMU that is new enough for a host: the installed one, else the one of Debian's backports, from the cache.
    ///
    /// - Throws: ``LabError`` with the available versions when none is new enough.
    static func suiting(_ host: Host, cache: Cache, report: @escaping Report) async throws -> Qemu {
        let installed = try Qemu()
        guard let needed = host.qemu else { return installed }
        let version = try await installed.version()
        guard version < needed else { return installed }
        return try await cache.locked(report) {
            let fetch = try QemuFetch(cache: cache, report: report)
            let cached = Qemu(unpackedIn: fetch.place)
            if cached.tool.path.kind == .file, try await cached.version() >= needed { return cached }
            do {
                try await fetch.run()
                let fetched = try await cached.version()
                guard fetched >= needed else { throw LabError.lab("\(fetch.suite) has \(fetched)") }
            } catch let error as LabError {
                throw LabError.lab(
                    "the host \(host.name) needs QEMU ≥ \(needed), found \(version) at \(installed.tool.path), and "
                        + "no newer one is available: \(error)")
            }
            return cached
        }
    }

    private func version() async throws -> QemuVersion {
        // QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)
        let words = try await tool.text(["--version"]).split(separator: " ")
        guard let found = words.lazy.compactMap({ QemuVersion($0) }).first else {
            throw LabError.lab("\(tool.path) does not report its version")
        }
        return found
    }

    /// Whether KVM really runs a kernel: with `/dev/kvm` present, QEMU may abort or the guest may not boot.
    ///
    /// The result is cached until this machine boots or QEMU changes, but not that of a kernel which may itself be broken.
    func kvmWorks(
        _ image: FilePath, isRemembered: Bool, cache: Cache, report: Report
    ) async throws -> Bool {
        guard access("/dev/kvm", R_OK | W_OK) == 0 else { return false }
        if let answer = rememberedKVM(cache) { return answer }
        report(.progress("checking whether KVM works"))
        // Without a root file system a running kernel panics, and with panic=-1 QEMU then ends.
        let arguments =
            [
                "-k", "1", "15", tool.path.string, "-nodefaults", "-no-user-config", "-display", "none",
                "-no-reboot",
            ]
            + Accelerator.kvm.arguments()
            + [
                "-m", "512M", "-serial", "stdio", "-kernel", image.string, "-append",
                "console=ttyS0 panic=-1",
            ]
        let timeout = try Tool("timeout", package: "coreutils")
        let result = try await Subprocess.run(
            .path(timeout.path), arguments: Arguments(arguments), output: .bytes(limit: 16 << 20))
        try Task.checkCancellation()
        let console = String(decoding: result.standardOutput, as: UTF8.self)
        let works = result.terminationStatus == .exited(0) && console.contains("Kernel panic")
        guard isRemembered else { return works }
        try cache.folder.appending("kvm").write(Array("\(try kvmIdentity()) \(works)".utf8))
        return works
    }

    /// The cached result for this boot and this QEMU.
    func rememberedKVM(_ cache: Cache) -> Bool? {
        guard let identity = try? kvmIdentity(), let text = try? cache.folder.appending("kvm").readText()
        else {
            return nil
        }
        return text == "\(identity) true" ? true : text == "\(identity) false" ? false : nil
    }

    private func kvmIdentity() throws -> String {
        "\(try FilePath("/proc/sys/kernel/random/boot_id").readText()) \(tool.path.identity)"
    }
}
