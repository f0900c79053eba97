// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Subprocess
internal import SystemPackage

/// The QEMU of this machine.
struct Qemu {
    let tool: Tool

    init() throws(LabError) {
        tool = try Tool(QemuCommand.program, package: "qemu-system-x86")
    }

    /// Makes sure that QEMU is new enough for a host.
    func check(_ host: Host) async throws {
        guard let needed = host.qemu else { return }
        // QEMU emulator version 7.2.22 (Debian 1:7.2+dfsg-7+deb12u18)
        let words = try await tool.text(["--version"]).split(separator: " ")
        guard let found = words.lazy.compactMap({ QemuVersion($0) }).first else {
            throw LabError.lab("\(tool.path) does not tell its version")
        }
        if found < needed {
            throw LabError.lab("the host \(host.name) needs QEMU ≥ \(needed), found \(found) at \(tool.path)")
        }
    }

    /// Whether KVM really runs a kernel: there may be a `/dev/kvm` and QEMU aborts, or the guest never boots.
    ///
    /// The answer is kept in the cache until this machine boots or QEMU changes.
    func kvmWorks(_ kernel: KernelFiles, cache: Cache, report: Report) async throws -> Bool {
        guard access("/dev/kvm", R_OK | W_OK) == 0 else { return false }
        if let answer = rememberedKVM(cache) { return answer }
        report(.progress("trying whether KVM works"))
        // Without a root file system a kernel that runs panics, and with panic=-1 QEMU ends.
        let arguments =
            [
                "-k", "1", "15", tool.path.string, "-nodefaults", "-no-user-config", "-display", "none",
                "-no-reboot",
            ]
            + Accelerator.kvm.arguments
            + [
                "-m", "512M", "-serial", "stdio", "-kernel", kernel.image.string, "-append",
                "console=ttyS0 panic=-1",
            ]
        let timeout = try Tool("timeout", package: "coreutils")
        let result = try await Subprocess.run(
            .path(timeout.path), arguments: Arguments(arguments), output: .bytes(limit: 16 << 20))
        try Task.checkCancellation()
        let console = String(decoding: result.standardOutput, as: UTF8.self)
        let works = result.terminationStatus == .exited(0) && console.contains("Kernel panic")
        try cache.folder.appending("kvm").write(Array("\(try kvmIdentity()) \(works)".utf8))
        return works
    }

    /// What the last try of this boot with this QEMU said.
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
