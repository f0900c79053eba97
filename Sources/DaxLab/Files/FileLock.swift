// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// An exclusive `flock`, held until it is released.
struct FileLock {
    private let file: FileDescriptor

    /// Takes the lock if nobody holds it, else returns nil.
    init?(taking path: FilePath) throws(LabError) {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                path, .readWrite, options: [.create, .closeOnExec], permissions: [.ownerReadWrite])
        } catch {
            throw .lab("cannot open \(path): \(error)")
        }
        guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            try? file.close()
            if reason == EWOULDBLOCK { return nil }
            throw .lab("cannot lock \(path): \(Errno(rawValue: reason))")
        }
        self.file = file
    }

    /// Releases the lock.
    func release() {
        try? file.close()
    }
}
