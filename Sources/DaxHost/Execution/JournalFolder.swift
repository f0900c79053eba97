// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Sysfs
internal import SystemAdditions
internal import SystemPackage

/// The journal of this host, as files in a folder.
package struct JournalFolder: Sendable, Hashable {
    /// The folder.
    package let folder: RunFolder
    /// The file with the id of this boot.
    private let bootFile: String

    /// Creates a description; no file is read or written.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - bootFile: The file with the id of this boot.
    package init(
        in folder: RunFolder = RunFolder(), bootFile: String = "/proc/sys/kernel/random/boot_id"
    ) {
        self.folder = folder
        self.bootFile = bootFile
    }

    /// The open journal's file.
    package var journal: String { folder.path + "/journal" }

    /// The most that is read of a journal, in bytes: that of a plan for a million memory blocks.
    static let limit = 1 << 28

    /// The id of this boot.
    ///
    /// - Returns: The id, which no other boot has.
    /// - Throws: ``RunFileError`` when the file can't be read or holds no id.
    package func boot() throws(RunFileError) -> String {
        var errno: Errno?
        do throws(SysfsError) {
            let boot = try Sysfs.read(bootFile)
            if !boot.isEmpty, boot != Self.unknownBoot { return boot }
        } catch {
            errno = error.errno
        }
        throw RunFileError(
            bootFile, "does not say which boot this is", errno: errno,
            remedy: "a journal could not be distinguished from that of an earlier boot; mount /proc")
    }

    /// Whether a journal is from an earlier boot, so that its changes are gone.
    ///
    /// - Parameter boot: The boot id in the journal.
    /// - Returns: Whether it is known to be another boot than this one.
    package func isEarlier(_ boot: String) -> Bool {
        guard boot != Self.unknownBoot, let now = try? self.boot() else { return false }
        return boot != now
    }

    /// The boot id in journals of former versions when the kernel showed none.
    private static let unknownBoot = "unknown"

    /// Whether there is a journal, as far as this user can see: one system call.
    package var isOpen: Bool {
        (try? Sysfs.exists(journal)) == true
    }

    /// Reads the open journal.
    ///
    /// - Returns: The file's bytes; nil when no journal is open.
    /// - Throws: ``RunFileError`` when the folder or the file is not owned by root, or can't be read.
    package func read() throws(RunFileError) -> [UInt8]? {
        do throws(RunFileError) {
            try folder.check()
            let file = try open(.readOnly)
            defer { try? file.close() }
            return try contents(of: file)
        } catch {
            guard error.errno == .noSuchFileOrDirectory else { throw error }
            return nil
        }
    }

    /// Creates the journal's file, and the folder if it is missing.
    func create() throws(RunFileError) -> FileDescriptor {
        try folder.make()
        return try open(.writeOnly, [.append, .create, .exclusiveCreate])
    }

    /// Opens the journal's file to add to it, and cuts off what stands behind the last whole record.
    func reopen(cutTo length: Int) throws(RunFileError) -> FileDescriptor {
        try folder.check()
        let file = try open(.writeOnly, [.append])
        guard ftruncate(file.rawValue, length) != 0 else { return file }
        let errno = Errno.last
        try? file.close()
        throw RunFileError(
            journal, "can't be cut to its last whole record", errno: errno, remedy: "/run must be writable")
    }

    /// Removes the journal.
    ///
    /// - Throws: ``RunFileError`` when it can't be removed.
    package func remove() throws(RunFileError) {
        guard unlink(journal) != 0, Errno.last != .noSuchFileOrDirectory else { return }
        throw RunFileError(journal, "can't be removed", errno: .last, remedy: "remove it by hand")
    }

    /// Renames the journal of an earlier boot.
    ///
    /// - Parameter boot: The boot id in the journal.
    /// - Returns: Its new path.
    /// - Throws: ``RunFileError`` when it can't be moved.
    package func archive(boot: String) throws(RunFileError) -> String {
        let isPlain = boot.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 > 0x20 && $0 < 0x7f }
        return try putAside(as: isPlain ? boot : Self.unknownBoot)
    }

    /// Renames the journal, whatever its content, and replaces no other file.
    ///
    /// - Parameter name: The suffix for its name; a number follows if that name exists.
    /// - Returns: Its new path.
    /// - Throws: ``RunFileError`` when it can't be moved.
    package func putAside(as name: String) throws(RunFileError) -> String {
        try folder.check()
        var (target, number) = ("\(journal)-\(name)", 1)
        var status = stat()
        while lstat(target, &status) == 0 {
            number += 1
            target = "\(journal)-\(name)-\(number)"
        }
        guard rename(journal, target) == 0 else {
            throw RunFileError(journal, "can't be renamed", errno: .last, remedy: "move it by hand")
        }
        return target
    }

    /// The remedy for a journal that can't be read or recovered.
    static let abandoning = "'daxshift recover --abandon' puts it aside"

    private func open(
        _ mode: FileDescriptor.AccessMode, _ options: FileDescriptor.OpenOptions = []
    ) throws(RunFileError) -> FileDescriptor {
        do {
            let file = try FileDescriptor.open(
                FilePath(journal), mode, options: options.union([.noFollow, .closeOnExec, .nonBlocking]),
                permissions: .ownerReadWrite)
            var status = stat()
            guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
                status.st_uid == geteuid()
            else {
                try? file.close()
                throw RunFileError(journal, "is not a plain file owned by this user", remedy: Self.abandoning)
            }
            return file
        } catch let error as Errno {
            let remedy =
                switch error {
                case .fileExists: "'daxshift recover' closes it"
                case .permissionDenied: "look at it as root"
                case .tooManySymbolicLinkLevels: Self.abandoning
                default: "/run must be writable"
                }
            throw RunFileError(journal, "can't be opened", errno: error, remedy: remedy)
        } catch {
            throw (error as? RunFileError)
                ?? RunFileError(journal, "can't be opened", remedy: "look at it as root")
        }
    }

    private func contents(of file: FileDescriptor) throws(RunFileError) -> [UInt8] {
        var status = stat()
        if fstat(file.rawValue, &status) == 0, status.st_size > Self.limit { throw tooLong }
        do throws(Errno) {
            return try file.readToEnd()
        } catch {
            throw RunFileError(journal, "can't be read", errno: error, remedy: "look at it as root")
        }
    }

    private var tooLong: RunFileError {
        RunFileError(
            journal, "has more than \(Self.limit) bytes, which no run writes", errno: .fileTooLarge,
            remedy: "look at it as root")
    }
}
