// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// A kernel in the cache, whose folder is created atomically.
struct KernelFiles {
    let folder: FilePath

    /// The kernel as an ELF file.
    var image: FilePath { folder.appending("vmlinux") }
    /// The folder with `lib/modules/RELEASE`.
    var root: FilePath { folder.appending("root") }

    /// The release, as in `6.1.0-56-amd64`; nil when the kernel is not in the cache.
    var release: String? { try? folder.appending("release").readText() }
}
