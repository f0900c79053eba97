// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Fetches a kernel from Debian's suites into the cache.
struct KernelFetch {
    let kernel: Kernel
    let cache: Cache
    let report: Report

    /// Fetches the newest release of the kernel and puts it in the cache.
    ///
    /// - Throws: ``LabError`` with the cached kernels when this one can't be fetched.
    func run() async throws {
        do {
            // In the cache's folder, so that the result can be renamed.
            let work = try TemporaryFolder(in: cache.folder)
            defer { work.remove() }
            let root = work.path.appending("root")
            let release = try await download(to: work.path, root: root)
            progress("unpacking")
            let result = work.path.appending("result")
            try await pack(release, from: root, to: result)
            let place = cache.files(of: kernel).folder
            let kernels = place.removingLastComponent()
            try kernels.createFolder()
            place.removeTree()
            try result.rename(to: place)
            // Those that another daxlab packed are kept for a week.
            for old in try await kernels.files([
                "-maxdepth", "1", "(", "-name", kernel.name, "-o", "-name", "\(kernel.name)-*", ")", "-mtime",
                "+7",
            ]) {
                kernels.appending(String(old.dropFirst(2))).removeTree()
            }
        } catch let error as LabError {
            let cached = Kernel.all.filter { cache.files(of: $0).release != nil }.map(\.name)
            let hint =
                cached.isEmpty ? "no other kernel is cached" : "cached: \(cached.joined(separator: ", "))"
            throw LabError.lab("kernel \(kernel.name) is not available: \(error); \(hint)")
        }
    }

    private func progress(_ what: String) {
        report(.progress("kernel \(kernel.name): \(what)"))
    }

    /// Downloads the newest release's packages and unpacks them; returns the release.
    private func download(to work: FilePath, root: FilePath) async throws -> String {
        let archive = try await DebianArchive(suites: kernel.suites, in: work, progress: progress)
        let listing = try await archive.search("^\(kernel.packages[0])")
        guard let release = kernel.newestRelease(in: listing) else {
            throw LabError.lab("\(archive) has no package \(kernel.packagePattern)")
        }
        try await archive.unpack(kernel.packages.map { $0 + release }, to: root)
        return release
    }

    /// Copies the files for guests from unpacked packages.
    private func pack(_ release: String, from root: FilePath, to result: FilePath) async throws {
        let places = ["usr/lib/modules/\(release)", "lib/modules/\(release)"]
            .map { root.pushing(FilePath($0)) }
        guard let source = places.first(where: { $0.appending("kernel").kind == .folder }) else {
            throw LabError.lab("the packages of \(release) contain no modules")
        }
        let images = [source.appending("vmlinuz"), root.appending("boot").appending("vmlinuz-\(release)")]
        guard let image = images.first(where: { $0.kind == .file }) else {
            throw LabError.lab("the packages of \(release) contain no kernel image")
        }
        try result.createFolder()
        try await decompress(image.read(), to: result.appending("vmlinux"))
        try await KernelModules(folder: source).copy(to: result.appending("root"), for: release)
        try result.appending("release").write(Array(release.utf8))
    }

    /// Extracts the kernel from its compressed image, which saves seconds per boot under software emulation.
    ///
    /// The image's header has the offset of the compressed kernel (Documentation/arch/x86/boot.rst); four bytes with its
    /// full size follow it.
    private func decompress(_ image: [UInt8], to file: FilePath) async throws {
        func number(at offset: Int) -> Int {
            image[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        guard image.count > 0x250 else { throw LabError.lab("the kernel image is too short for its header") }
        let setUpSectors = image[0x1F1] != 0 ? Int(image[0x1F1]) : 4
        let start = (setUpSectors + 1) * 512 + number(at: 0x248)
        let end = start + number(at: 0x24C) - 4
        guard start < end, end <= image.count else {
            throw LabError.lab("the kernel image has no compressed kernel where its header says")
        }
        let payload = Array(image[start..<end])
        let tool: Tool
        var arguments = ["-dc"]
        if payload.starts(with: [0xFD, 0x37, 0x7A]) {
            tool = try Tool("xz", package: "xz-utils")
            arguments.append("--single-stream")
        } else if payload.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            tool = try Tool("zstd", package: "zstd")
        } else {
            throw LabError.lab("the kernel image is compressed with neither xz nor zstd")
        }
        try file.write(try await tool.run(arguments, input: payload))
    }
}
