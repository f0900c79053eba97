// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// The lock of a host, held by the run that changes it, from before its survey until after its last write.
///
/// It is an exclusive `flock`, so it ends with the process that holds it. A program that a step runs holds it
/// as well, until its own end if that process is killed.
package struct HostLock: ~Copyable {
    private let file: FileDescriptor

    /// Takes the lock, waiting for it.
    ///
    /// - Parameters:
    ///   - folder: The folder of the lock's file; both are created if they are missing.
    ///   - command: The command that others are told holds the lock.
    ///   - timeout: How long to wait at most; zero tries once.
    ///   - isInterrupted: Whether to give up at once; called repeatedly.
    /// - Returns: The lock, held until it goes out of scope.
    /// - Throws: ``LockHeld`` when another holds it for longer than that or the wait was interrupted;
    ///   ``RunFileError`` when the folder or the file can't be used.
    package static func acquire(
        in folder: RunFolder, command: String, timeout: Duration,
        isInterrupted: () -> Bool = { false }
    ) throws -> HostLock {
        try folder.make()
        let path = Self.path(in: folder)
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.milliseconds(10)
        while true {
            if let file = try take(path) {
                let lock = HostLock(file: file)
                lock.sign(LockHeld.Holder(pid: getpid(), command: command, since: Timestamp.now))
                return lock
            }
            let left = ContinuousClock.now.duration(to: deadline)
            guard left > .zero, !isInterrupted() else { throw LockHeld(path: path, holder: holder(path)) }
            sleep(min(pause, left))
            pause = min(pause * 2, .milliseconds(250))
        }
    }

    /// Whether a run holds the lock of a host now.
    ///
    /// The query shares the lock for a moment, in which no run can take it.
    ///
    /// - Parameter folder: The folder of the lock's file.
    /// - Returns: Whether it is held; false if there is no lock, or if it can't be inspected.
    package static func isHeld(in folder: RunFolder) -> Bool {
        guard
            let file = try? FileDescriptor.open(
                FilePath(path(in: folder)), .readOnly, options: [.noFollow, .closeOnExec, .nonBlocking])
        else { return false }
        defer { try? file.close() }
        return flock(file.rawValue, LOCK_SH | LOCK_NB) != 0 && Glibc.errno == EWOULDBLOCK
    }

    private static func path(in folder: RunFolder) -> String { folder.path + "/lock" }

    private init(file: FileDescriptor) {
        self.file = file
    }

    deinit {
        ftruncate(file.rawValue, 0)
        // A program that a step ran may have left a process behind, which has the file open.
        flock(file.rawValue, LOCK_UN)
        try? file.close()
    }

    /// Writes the holder into the file; a full file system does not prevent the lock.
    private func sign(_ holder: LockHeld.Holder) {
        ftruncate(file.rawValue, 0)
        _ = try? file.writeAll(toAbsoluteOffset: 0, holder.text.utf8)
    }

    /// Takes the lock, or returns nil while another holds it.
    private static func take(_ path: String) throws(RunFileError) -> FileDescriptor? {
        let file = try open(path)
        do throws(RunFileError) {
            try check(file, path)
            guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
                let errno = Errno.last
                guard errno == .wouldBlock || errno == .interrupted else {
                    throw RunFileError(
                        path, "can't be locked", errno: errno,
                        remedy: "/run must be a file system of this host, such as tmpfs")
                }
                try? file.close()
                return nil
            }
            // Another process may have removed the file since it was opened: then nobody else sees this lock.
            guard isStill(file, at: path) else {
                try? file.close()
                return nil
            }
            return file
        } catch {
            try? file.close()
            throw error
        }
    }

    private static func open(_ path: String) throws(RunFileError) -> FileDescriptor {
        do {
            return try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .noFollow],
                permissions: .ownerReadWrite)
        } catch {
            let errno = error as? Errno
            throw RunFileError(
                path, "can't be opened", errno: errno,
                remedy: errno == .tooManySymbolicLinkLevels
                    ? "it is a link, which daxshift did not make: remove it"
                    : "it must be a file owned by root in a folder that root can write to")
        }
    }

    private static func check(_ file: FileDescriptor, _ path: String) throws(RunFileError) {
        var status = stat()
        guard fstat(file.rawValue, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
            status.st_uid == geteuid(), status.st_nlink <= 1
        else {
            throw RunFileError(
                path, "is not a plain file that this user alone owns", remedy: "remove it and try again")
        }
    }

    private static func isStill(_ file: FileDescriptor, at path: String) -> Bool {
        var (open, named) = (stat(), stat())
        return fstat(file.rawValue, &open) == 0 && lstat(path, &named) == 0
            && open.st_dev == named.st_dev && open.st_ino == named.st_ino
    }

    /// The holder; nil when the file does not name it, as when the holder has just ended.
    private static func holder(_ path: String) -> LockHeld.Holder? {
        guard let file = try? open(path) else { return nil }
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: 4096)
        guard let count = try? bytes.withUnsafeMutableBytes({ try file.read(into: $0) }) else { return nil }
        return LockHeld.Holder(text: String(decoding: bytes[..<count], as: UTF8.self))
    }

    private static func sleep(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }
}
