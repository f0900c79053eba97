// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// A folder that becomes a cpio archive: a part of a guest's file system.
///
/// `/bin`, `/sbin`, `/lib` and `/lib64` are links into `/usr`, as on Debian, so that a file has one place for both
/// forms of its path.
struct Staging {
    let root: FilePath

    /// Creates the folder.
    init(at root: FilePath) throws(LabError) {
        self.root = root
        for name in ["bin", "sbin", "lib", "lib64"] {
            try root.pushing(FilePath("usr/\(name)")).createFolder()
            try link(FilePath("usr/\(name)"), at: FilePath("/\(name)"))
        }
    }

    /// The path in this folder for a path in the guest.
    func place(_ path: FilePath) -> FilePath { root.pushing(FilePath(root: nil, path.components)) }

    /// Copies a file or folder recursively, with modes and times; a link as `source` is followed.
    func copy(_ source: FilePath, to path: FilePath) async throws {
        let target = place(path)
        try target.removingLastComponent().createFolder()
        // -T: an existing folder is filled, instead of making another one in it.
        try await Tool("cp", package: "coreutils").run(["-aHT", "--", source.string, target.string])
    }

    /// Creates a symbolic link.
    func link(_ target: FilePath, at path: FilePath) throws(LabError) {
        guard symlink(target.string, place(path).string) == 0 else {
            throw .lab("cannot create the link \(place(path)): \(Errno(rawValue: errno))")
        }
    }

    /// Writes a file.
    func write(_ content: [UInt8], to path: FilePath, mode: FilePermissions = [.ownerReadWrite])
        throws(LabError)
    {
        let target = place(path)
        try target.removingLastComponent().createFolder()
        try target.write(content, mode: mode)
    }

    /// Packs the folder for the kernel; everything belongs to root.
    func archive() async throws -> [UInt8] {
        let names = try await Tool("find", package: "findutils").run([".", "-print0"], in: root)
        return try await Tool("cpio", package: "cpio")
            .run(["-o", "-H", "newc", "-R", "0:0", "--null", "--quiet"], input: names, in: root)
    }
}
