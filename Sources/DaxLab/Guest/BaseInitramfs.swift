// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The part of a guest's file system shared by all runs with a kernel: modules, tools and the first process.
struct BaseInitramfs {
    /// The libraries that are in it.
    let libraries: Set<FilePath>

    private let tools: [(source: FilePath, path: FilePath)]
    private let kernel: Kernel

    private static let kmodNames = ["depmod", "insmod", "lsmod", "modinfo", "modprobe", "rmmod"]

    /// Finds the tools of this machine to copy in.
    init(kernel: Kernel) async throws {
        var tools: [(source: FilePath, path: FilePath)] = []
        for (name, package) in [
            ("bash", "bash"), ("blkid", "util-linux"), ("busybox", "busybox-static"), ("daxctl", "daxctl"),
            ("jq", "jq"), ("kmod", "kmod"), ("mkfs.ext4", "e2fsprogs"), ("ndctl", "ndctl"),
            ("script", "bsdutils"), ("strace", "strace"), ("wipefs", "util-linux"),
        ] {
            tools.append((try Tool(name, package: package).path, FilePath("/usr/bin/\(name)")))
        }
        // The loader's cache knows libraries in unusual places; daxctl's file is what migrate-device-model installs.
        let others = ["/etc/ld.so.cache", "/usr/share/daxctl/daxctl.conf", "/usr/lib/locale/C.utf8"]
        for file in others where FilePath(file).kind != nil {
            tools.append((FilePath(file), FilePath(file)))
        }
        let shared = try SharedLibraries()
        // The tools bring the other libraries that daxshift loads.
        let yaml = try await shared.path(of: "libyaml-0.so.2", package: "libyaml-0-2")
        tools.append((yaml, yaml))
        self.tools = tools
        self.kernel = kernel
        libraries = try await shared.libraries(of: tools.map(\.source))
    }

    /// Returns the archive from the cache, or builds it if none with these tools is there.
    ///
    /// That of a kernel of the user's own is always built, since its modules may change at any time.
    func archive(in cache: Cache, report: Report) async throws -> [UInt8] {
        let folder = cache.folder.appending("base")
        let file = folder.appending("\(kernel.name)-\(fingerprint(cache)).cpio")
        if kernel.own == nil, file.kind == .file { return try file.read() }
        report(.progress("kernel \(kernel.name): building the initramfs"))
        let work = try TemporaryFolder(in: cache.folder)
        defer { work.remove() }
        let archive = try await build(cache.files(of: kernel), in: work.path)
        if kernel.own != nil { return archive }
        try folder.createFolder()
        // Other archives, for another daxlab or other tools, are kept for a week.
        try await Tool("find", package: "findutils")
            .run([folder.string, "-name", "\(kernel.name)-*.cpio", "-mtime", "+7", "-delete"])
        let new = work.path.appending("archive")
        try new.write(archive)
        try new.rename(to: file)
        return archive
    }

    private func build(_ files: KernelFiles, in work: FilePath) async throws -> [UInt8] {
        let staging = try Staging(at: work.appending("root"))
        if let own = kernel.own {
            try await own.modules.copy(to: staging.root, for: kernel.name)
        } else {
            try await staging.copy(files.root.appending("lib").appending("modules"), to: "/lib/modules")
        }
        for (source, path) in tools { try await staging.copy(source, to: path) }
        for library in libraries { try await staging.copy(library, to: library) }
        for name in BaseInitramfs.kmodNames {
            try staging.link("../bin/kmod", at: FilePath("/usr/sbin/\(name)"))
        }
        // A real program takes precedence over a busybox applet of the same name.
        let real = Set(BaseInitramfs.kmodNames + tools.compactMap { $0.path.lastComponent?.string })
        let applets = try await Tool("busybox", package: "busybox-static").text(["--list"])
        for applet in applets.split(separator: "\n").map(String.init) where !real.contains(applet) {
            try staging.link("busybox", at: FilePath("/usr/bin/\(applet)"))
        }
        for folder in ["dev", "etc/modprobe.d", "proc", "root", "run", "sys", "tmp", "usr/local/bin", "var"] {
            try staging.place(FilePath("/\(folder)")).createFolder()
        }
        try staging.write(Array("root:x:0:0:root:/root:/bin/bash\n".utf8), to: "/etc/passwd", mode: .readable)
        try staging.write(Array("root:x:0:\n".utf8), to: "/etc/group", mode: .readable)
        try staging.write(PackageResources.init_sh, to: "/init", mode: .executable)
        return try await staging.archive()
    }

    /// A short name for the contents, from the files' identities.
    private func fingerprint(_ cache: Cache) -> String {
        let files = tools.map(\.source.identity) + libraries.map(\.identity).sorted()
        let release = cache.files(of: kernel).folder.appending("release").identity
        return DaxLab.fingerprint(
            of: Array((files + [release]).joined(separator: "\n").utf8) + PackageResources.init_sh)
    }
}

extension FilePermissions {
    fileprivate static let readable: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]
    fileprivate static let executable: FilePermissions = [
        .ownerReadWriteExecute, .groupReadExecute, .otherReadExecute,
    ]
}
