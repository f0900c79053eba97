// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Sysfs
internal import SystemPackage

/// The folder that holds the journal of this host, and the files in it.
public struct JournalFolder: Sendable, Hashable {
    /// The folder of this host.
    public static let defaultPath = "/run/daxshift"

    /// The folder.
    public let path: String

    /// Creates a folder's description; nothing is touched.
    ///
    /// - Parameter path: The folder.
    public init(path: String = defaultPath) {
        self.path = path
    }

    /// The open journal's file.
    public var journal: String { path + "/journal" }

    /// What this boot is called; nil when the kernel does not say.
    public static var boot: String? { try? Sysfs.read("/proc/sys/kernel/random/boot_id") }

    /// Reads the open journal.
    ///
    /// - Returns: The file's bytes; nil when no journal is open.
    /// - Throws: ``RunFileError`` when the folder or the file is not root's own, or can't be read.
    public func read() throws(RunFileError) -> [UInt8]? {
        do throws(RunFileError) {
            try check()
            let file = try open([])
            defer { try? file.close() }
            return try contents(of: file)
        } catch {
            guard error.errno == .noSuchFileOrDirectory else { throw error }
            return nil
        }
    }

    /// Creates the journal's file, and the folder when it is not there.
    func create() throws(RunFileError) -> FileDescriptor {
        if mkdir(path, 0o700) != 0, let errno = lastError(), errno != .fileExists {
            throw RunFileError(
                path, "can't be created", errno: errno, wayOut: "/run must be there and writable by root")
        }
        try check()
        return try open([.create, .exclusiveCreate])
    }

    /// Opens the journal's file to add to it, and cuts off what stands behind the last whole record.
    func reopen(cutTo length: Int) throws(RunFileError) -> FileDescriptor {
        try check()
        let file = try open([])
        guard ftruncate(file.rawValue, length) != 0 else { return file }
        let errno = lastError()
        try? file.close()
        throw RunFileError(
            journal, "can't be cut to its last whole record", errno: errno, wayOut: "/run must be writable")
    }

    /// Removes the journal.
    ///
    /// - Throws: ``RunFileError`` when it can't be removed.
    public func remove() throws(RunFileError) {
        guard unlink(journal) != 0 else { return }
        throw RunFileError(journal, "can't be removed", errno: lastError(), wayOut: "remove it by hand")
    }

    /// Puts the journal of an earlier boot aside.
    ///
    /// - Parameter boot: The boot that it is of.
    /// - Returns: Where it is now.
    /// - Throws: ``RunFileError`` when it can't be moved.
    public func archive(boot: String) throws(RunFileError) -> String {
        let isPlain = boot.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 > 0x20 && $0 < 0x7f }
        let target = "\(journal)-\(isPlain ? boot : "unknown")"
        guard rename(journal, target) == 0 else {
            throw RunFileError(journal, "can't be renamed", errno: lastError(), wayOut: "move it by hand")
        }
        return target
    }

    private func check() throws(RunFileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw RunFileError(
                path, "can't be looked at", errno: lastError(), wayOut: "/run must be readable")
        }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o077 == 0
        else {
            throw RunFileError(
                path, "is not a folder that this user alone can use", wayOut: "remove it and try again")
        }
    }

    private func open(_ options: FileDescriptor.OpenOptions) throws(RunFileError) -> FileDescriptor {
        do {
            let file = try FileDescriptor.open(
                FilePath(journal), .readWrite, options: options.union([.noFollow, .closeOnExec]),
                permissions: .ownerReadWrite)
            var status = stat()
            guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                status.st_uid == geteuid()
            else {
                try? file.close()
                throw RunFileError(
                    journal, "is not a plain file of this user", wayOut: "remove it and try again")
            }
            return file
        } catch let error as Errno {
            throw RunFileError(
                journal, "can't be opened", errno: error,
                wayOut: error == .fileExists ? "'daxshift recover' closes it" : "look at it as root")
        } catch {
            throw (error as? RunFileError)
                ?? RunFileError(journal, "can't be opened", wayOut: "look at it as root")
        }
    }

    private func contents(of file: FileDescriptor) throws(RunFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        do {
            while true {
                let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
                guard count > 0 else { return bytes }
                bytes += chunk[..<count]
            }
        } catch {
            throw RunFileError(
                journal, "can't be read", errno: error as? Errno, wayOut: "look at it as root")
        }
    }

    private func lastError() -> Errno? { Errno(rawValue: Glibc.errno) }
}
