// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemAdditions
internal import SystemPackage

/// What a run overwrites and its undo writes back, info blocks and areas of labels: a file for each object, beside the
/// journal.
///
/// A copy is there from before the object is overwritten until it is written back, or the journal is closed. That of a namespace
/// says what parts it has, and has another name until these are overwritten.
struct SavedCopies {
    private let folder: String

    /// Creates a description; no file is read or written.
    init(in folder: RunFolder = RunFolder()) {
        self.folder = folder.path + "/saved"
    }

    private func file(_ name: KernelName) -> String { "\(folder)/\(name)" }

    private func unreplaced(_ name: KernelName) -> String { file(name) + ".saved" }

    /// Whether there is a copy of what an object held.
    func has(_ name: KernelName) -> Bool {
        (try? Sysfs.exists(file(name)) || Sysfs.exists(unreplaced(name))) != false
    }

    /// Whether all is overwritten of which there is a copy.
    func isReplaced(_ name: KernelName) -> Bool { (try? Sysfs.exists(file(name))) == true }

    /// Saves parts of a namespace, whole or not at all; then they may be overwritten.
    func save(_ parts: [BytePatch], of name: KernelName) throws(RunFileError) {
        try save(Array(BytePatch.text(of: parts).utf8), in: unreplaced(name))
    }

    /// Notes that the parts of a namespace are overwritten.
    func noteReplaced(_ name: KernelName) { rename(unreplaced(name), file(name)) }

    /// Saves what an object holds, whole or not at all.
    func save(_ bytes: [UInt8], of name: KernelName) throws(RunFileError) {
        try save(bytes, in: file(name))
    }

    private func save(_ bytes: [UInt8], in file: String) throws(RunFileError) {
        if mkdir(folder, 0o700) != 0, Errno.last != .fileExists {
            throw RunFileError(folder, "can't be made", errno: .last, remedy: "/run must be writable")
        }
        let new = file + ".new"
        do {
            let target = try FileDescriptor.open(
                FilePath(new), .writeOnly, options: [.create, .truncate, .noFollow, .closeOnExec],
                permissions: .ownerReadWrite)
            try target.closeAfter { _ = try target.writeAll(bytes) }
        } catch {
            throw RunFileError(new, "can't be written", errno: error as? Errno, remedy: "make room in /run")
        }
        guard rename(new, file) == 0 else {
            throw RunFileError(new, "can't be renamed", errno: .last, remedy: "/run must be writable")
        }
    }

    /// The copy of parts of a namespace; nil when there is none.
    func parts(of name: KernelName) throws(SysfsError) -> [BytePatch]? {
        for file in [unreplaced(name), file(name)] where try Sysfs.exists(file) {
            let text = String(decoding: try Sysfs.plainBytes(of: file, limit: 1 << 28), as: UTF8.self)
            guard let parts = BytePatch.patches(in: text) else {
                throw SysfsError(contentsOf: file, "it is no copy of a namespace")
            }
            return parts
        }
        return nil
    }

    /// The copy of what an object held; nil when there is none.
    func copy(of name: KernelName) throws(SysfsError) -> [UInt8]? {
        guard try Sysfs.exists(file(name)) else { return nil }
        return try Sysfs.plainBytes(of: file(name), limit: 1 << 28)
    }

    /// Removes the copy of what an object held: it is written back.
    func remove(_ name: KernelName) { for file in [unreplaced(name), file(name)] { unlink(file) } }

    /// Removes all copies: no run needs them.
    func removeAll() {
        for name in (try? Sysfs.names(in: folder)) ?? [] { unlink("\(folder)/\(name)") }
    }
}
