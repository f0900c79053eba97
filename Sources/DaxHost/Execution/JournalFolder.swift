// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Sysfs
internal import SystemAdditions
internal import SystemPackage

/// The journal of this host, as files in the folder that holds it.
public struct JournalFolder: Sendable, Hashable {
    /// The folder.
    public let folder: RunFolder
    /// The file that says what this boot is called.
    private let bootFile: String

    /// Creates a description; nothing is touched.
    ///
    /// - Parameters:
    ///   - folder: The folder.
    ///   - bootFile: The file that says what this boot is called.
    public init(
        in folder: RunFolder = RunFolder(), bootFile: String = "/proc/sys/kernel/random/boot_id"
    ) {
        self.folder = folder
        self.bootFile = bootFile
    }

    /// The open journal's file.
    public var journal: String { folder.path + "/journal" }

    /// The most that is read of a journal, in bytes: that of a plan for a million memory blocks.
    static let limit = 1 << 28

    /// What this boot is called.
    ///
    /// - Returns: The name, which no other boot has.
    /// - Throws: ``RunFileError`` when the kernel does not say.
    public func boot() throws(RunFileError) -> String {
        var errno: Errno?
        do throws(SysfsError) {
            let boot = try Sysfs.read(bootFile)
            if !boot.isEmpty, boot != Self.unknownBoot { return boot }
        } catch {
            errno = error.errno
        }
        throw RunFileError(
            bootFile, "does not say which boot this is", errno: errno,
            remedy: "a journal could not be told from that of an earlier boot; mount /proc")
    }

    /// Whether a journal is of an earlier boot, so that what it is about is gone.
    ///
    /// - Parameter boot: The boot that the journal names.
    /// - Returns: Whether that is known to be another one than this.
    public func isEarlier(_ boot: String) -> Bool {
        guard boot != Self.unknownBoot, let now = try? self.boot() else { return false }
        return boot != now
    }

    /// What journals of former versions name where the kernel did not say.
    private static let unknownBoot = "unknown"

    /// Whether there is a journal, as far as this user can look: one system call.
    public var isOpen: Bool {
        (try? Sysfs.exists(journal)) == true
    }

    /// Reads the open journal.
    ///
    /// - Returns: The file's bytes; nil when no journal is open.
    /// - Throws: ``RunFileError`` when the folder or the file is not root's own, or can't be read.
    public func read() throws(RunFileError) -> [UInt8]? {
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

    /// Creates the journal's file, and the folder when it is not there.
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
    public func remove() throws(RunFileError) {
        guard unlink(journal) != 0, Errno.last != .noSuchFileOrDirectory else { return }
        throw RunFileError(journal, "can't be removed", errno: .last, remedy: "remove it by hand")
    }

    /// Puts the journal of an earlier boot aside.
    ///
    /// - Parameter boot: The boot that it is of.
    /// - Returns: Where it is now.
    /// - Throws: ``RunFileError`` when it can't be moved.
    public func archive(boot: String) throws(RunFileError) -> String {
        let isPlain = boot.utf8.allSatisfy { $0 != UInt8(ascii: "/") && $0 > 0x20 && $0 < 0x7f }
        return try putAside(as: isPlain ? boot : Self.unknownBoot)
    }

    /// Puts the journal aside, whatever it is, in the place of no other file.
    ///
    /// - Parameter name: What is added to its name; a number follows where that is taken.
    /// - Returns: Where it is now.
    /// - Throws: ``RunFileError`` when it can't be moved.
    public func putAside(as name: String) throws(RunFileError) -> String {
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

    /// The way out of a journal that can't be read or carried out.
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
                throw RunFileError(journal, "is not a plain file of this user", remedy: Self.abandoning)
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
