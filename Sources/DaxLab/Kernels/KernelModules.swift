// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The modules of a kernel.
struct KernelModules: Sendable, Hashable {
    /// The folder with the kernel's release as its name in `/lib/modules`.
    let folder: FilePath

    /// The modules that a guest may need, as folders and files; their dependencies are added.
    private static let wanted = [
        "kernel/drivers/acpi/nfit", "kernel/drivers/char/virtio_console", "kernel/drivers/cxl",
        "kernel/drivers/dax", "kernel/drivers/md/dm-mod", "kernel/drivers/nvdimm", "kernel/drivers/virtio",
        "kernel/fs/ext4", "kernel/crypto/crc32c",
        "updates/", "extra/",
    ]

    /// A short name for how ``copy(to:for:)`` packs modules, which changes with the list of wanted ones.
    ///
    /// The number at its start is to be raised when the same modules are packed in another way.
    static let packing = fingerprint(of: "1 \(wanted.joined(separator: " "))".utf8)

    /// Copies the modules that a guest may need, uncompressed, to `lib/modules` below another root.
    func copy(to root: FilePath, for release: String) async throws {
        let target = root.pushing(FilePath("lib/modules/\(release)"))
        try target.createFolder()
        let files = try await needed() + folder.files(["-maxdepth", "1", "-name", "modules.*"])
        let list = Array(files.joined(separator: "\n").utf8)
        try await Tool("cpio", package: "cpio").run(
            ["-pdm", "--quiet", target.string], input: list, in: folder)
        let compressed = try await target.files(["-name", "*.ko.xz"])
        if !compressed.isEmpty {
            try await Tool("xz", package: "xz-utils").run(["-d"] + compressed, in: target)
        }
        try await Tool("depmod", package: "kmod").run(["-b", root.string, release])
    }

    /// Checks that the drivers are there that a guest needs, as modules or in the kernel.
    ///
    /// - Throws: ``LabError`` with the code `request` and what is missing.
    func check(for host: Host) async throws {
        var drivers = ["virtio_pci", "virtio_console"]
        if !host.nvdimms.isEmpty { drivers += ["nfit", "dax_pmem"] }
        if host.nodes.contains(where: { $0.legacyPmem > .zero }) { drivers += ["nd_e820", "dax_pmem"] }
        if host.nodes.contains(where: { $0.softReserved > .zero }) { drivers.append("dax_hmem") }
        if !host.cxlMemory.isEmpty { drivers += ["cxl_acpi", "cxl_pci", "cxl_mem"] }
        let builtIn = (try? folder.appending("modules.builtin").readText()) ?? ""
        let present = Set(
            try await needed().map(name) + builtIn.split(separator: "\n").map { name(String($0)) })
        let missing = drivers.filter { !present.contains($0) }
        guard missing.isEmpty else {
            throw LabError.request(
                "the modules in \(folder) lack \(missing.joined(separator: ", ")), which a guest with the host "
                    + "\(host.name) needs as a module or in modules.builtin")
        }
    }

    /// The wanted modules and their dependencies, as paths relative to the folder.
    private func needed() async throws -> [String] {
        let all = try await folder.files(["-name", "*.ko*"])
        let byName = Dictionary(all.map { (name($0), $0) }) { first, _ in first }
        let modinfo = try Tool("modinfo", package: "kmod")
        var found: Set<String> = []
        var wanted = all.filter { path in KernelModules.wanted.contains { path.hasPrefix("./\($0)") } }
        while !wanted.isEmpty {
            found.formUnion(wanted)
            let dependencies = try await modinfo.text(["-F", "depends"] + wanted, in: folder)
            wanted = Set(dependencies.split { $0 == "\n" || $0 == "," }.compactMap { byName[String($0)] })
                .subtracting(found).sorted()
        }
        return found.sorted()
    }

    /// A module's name, with underscores for dashes in its file name.
    private func name(_ path: String) -> String {
        let file = path.split(separator: "/").last ?? ""
        return String(file.prefix { $0 != "." }.map { $0 == "-" ? "_" : $0 })
    }
}
