// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemAdditions
internal import SystemPackage

/// A configuration file that is read and replaced completely.
internal struct ConfigurationFile: Sendable, Hashable {
    /// The file.
    let path: String

    /// The configuration of modprobe that daxctl and daxshift share.
    static let modprobe = ConfigurationFile(path: KernelFile.modprobe)

    /// Reads the path without following a link; nil for content that is not text.
    func content() throws(SysfsError) -> FileContent? {
        guard let entry = try Sysfs.entry(path) else { return .absent }
        guard entry.kind == .file else { return try Sysfs.link(path).map { .link($0) } ?? .absent }
        let access = FileAccess(permissions: entry.permissions, user: entry.user, group: entry.group)
        return String(validating: try Sysfs.plainBytes(of: path, limit: Surveyor.fileLimit), as: UTF8.self)
            .map { .text($0, access) }
    }

    /// Replaces the path atomically and durably.
    ///
    /// A link is replaced and never followed. The new file is written next to the path and renamed.
    func put(_ content: FileContent) throws(Errno) {
        let folder = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        let new = path + ".daxshift-new"
        switch content {
        case .absent:
            if unlink(path) != 0, Errno.last != .noSuchFileOrDirectory { throw Errno.last }
        case .text(let text, let access):
            try make(folder)
            try write(text, access, to: new)
            guard rename(new, path) == 0 else { throw Errno.last }
        case .link(let target):
            try make(folder)
            unlink(new)
            guard symlink(target, new) == 0, rename(new, path) == 0 else { throw Errno.last }
        }
        do {
            let directory = try FileDescriptor.open(
                FilePath(folder), .readOnly, options: [.directory, .closeOnExec])
            try directory.closeAfter {
                guard fsync(directory.rawValue) == 0 else { throw Errno.last }
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    private func make(_ folder: String) throws(Errno) {
        if mkdir(folder, 0o755) != 0, Errno.last != .fileExists { throw Errno.last }
    }

    private func write(_ text: String, _ access: FileAccess, to new: String) throws(Errno) {
        unlink(new)
        do {
            let file = try FileDescriptor.open(
                FilePath(new), .writeOnly, options: [.create, .exclusiveCreate, .noFollow, .closeOnExec],
                permissions: .ownerReadWrite)
            try file.closeAfter {
                try file.writeAll(text.utf8)
                // Independent of the umask; the owner first, since chown clears permission bits.
                guard fchown(file.rawValue, access.user, access.group) == 0,
                    fchmod(file.rawValue, mode_t(access.permissions)) == 0, fsync(file.rawValue) == 0
                else { throw Errno.last }
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }
}
