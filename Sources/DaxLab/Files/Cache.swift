// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// The cache between runs: kernels, the shared part of the initramfs, and whether KVM works.
struct Cache {
    let folder: FilePath

    /// A cache in a folder.
    init(folder: FilePath) {
        self.folder = folder
    }

    /// The cache of this user: `$XDG_CACHE_HOME/daxlab`, by default `~/.cache/daxlab`.
    init() throws(LabError) {
        func variable(_ name: String) -> FilePath? {
            getenv(name).flatMap { $0.pointee == 0 ? nil : FilePath(String(cString: $0)) }
        }
        guard let parent = variable("XDG_CACHE_HOME") ?? variable("HOME")?.appending(".cache") else {
            throw .lab("no folder for the cache: neither XDG_CACHE_HOME nor HOME is set")
        }
        folder = parent.absolute.appending("daxlab")
    }

    /// The folder of a kernel, packed in a certain way: one of another daxlab, with other modules, is not used.
    func files(of kernel: Kernel, packing: String = KernelModules.packing) -> KernelFiles {
        KernelFiles(folder: folder.appending("kernels").appending("\(kernel.name)-\(packing)"))
    }

    /// The image of a kernel, which is the user's own or in the cache.
    func image(of kernel: Kernel) -> FilePath { kernel.own?.image ?? files(of: kernel).image }

    /// Runs a closure with exclusive access to the cache.
    ///
    /// - Parameters:
    ///   - report: Receives a line for the user when it has to wait.
    ///   - body: The closure.
    /// - Returns: What `body` returns.
    /// - Throws: ``LabError`` when the cache can't be used, and what `body` throws.
    func locked<Result>(_ report: Report, _ body: () async throws -> Result) async throws -> Result {
        try folder.createFolder()
        var hasReported = false
        while true {
            if let lock = try FileLock(taking: folder.appending("lock")) {
                defer { lock.release() }
                return try await body()
            }
            if !hasReported {
                report(.progress("another daxlab is filling the cache \(folder); waiting for it"))
            }
            hasReported = true
            try await Task.sleep(for: .milliseconds(100))
        }
    }
}
