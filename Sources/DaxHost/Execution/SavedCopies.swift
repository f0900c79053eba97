// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemAdditions
internal import SystemPackage

/// What a run overwrites and its undo writes back, info blocks and areas of labels: a file for each object, beside the
/// journal.
///
/// A copy is there from before the object is overwritten until it is written back, or the journal is closed.
struct SavedCopies {
    private let folder: String

    /// Creates a description; no file is read or written.
    init(in folder: RunFolder = RunFolder()) {
        self.folder = folder.path + "/saved"
    }

    private func file(_ name: KernelName) -> String { "\(folder)/\(name)" }

    /// Whether there is a copy of what an object held.
    func has(_ name: KernelName) -> Bool { (try? Sysfs.exists(file(name))) != false }

    /// Saves what an object holds, whole or not at all.
    func save(_ bytes: [UInt8], of name: KernelName) throws(RunFileError) {
        if mkdir(folder, 0o700) != 0, Errno.last != .fileExists {
            throw RunFileError(folder, "can't be made", errno: .last, remedy: "/run must be writable")
        }
        let new = file(name) + ".new"
        do {
            let target = try FileDescriptor.open(
                FilePath(new), .writeOnly, options: [.create, .truncate, .noFollow, .closeOnExec],
                permissions: .ownerReadWrite)
            try target.closeAfter { _ = try target.writeAll(bytes) }
        } catch {
            throw RunFileError(new, "can't be written", errno: error as? Errno, remedy: "make room in /run")
        }
        guard rename(new, file(name)) == 0 else {
            throw RunFileError(new, "can't be renamed", errno: .last, remedy: "/run must be writable")
        }
    }

    /// The copy of what an object held; nil when there is none.
    func copy(of name: KernelName) throws(SysfsError) -> [UInt8]? {
        guard try Sysfs.exists(file(name)) else { return nil }
        return try Sysfs.plainBytes(of: file(name), limit: 1 << 28)
    }

    /// Removes the copy of what an object held: it is written back.
    func remove(_ name: KernelName) { unlink(file(name)) }

    /// Removes all copies: no run needs them.
    func removeAll() {
        for name in (try? Sysfs.names(in: folder)) ?? [] { unlink("\(folder)/\(name)") }
    }
}
