// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// A file that the user names for a result; any file that can be opened for writing, a pipe too.
struct ResultFile: Sendable {
    /// Where it is written.
    let path: String

    /// Writes a text.
    ///
    /// - Throws: ``CommandFailure`` when the file can't be opened or written.
    func write(_ text: String) throws(CommandFailure) {
        _ = try write { try $0.writeAll(text.utf8) }
    }

    /// Writes a text of which the file holds all, or as much as before.
    ///
    /// What is no plain file, such as a pipe, is written as it is. Only the owner may read the file.
    ///
    /// - Throws: ``CommandFailure`` when the file can't be written.
    func replace(with text: String) throws(CommandFailure) {
        var status = stat()
        guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else { return try write(text) }
        let place = target
        let draft = "\(place).\(getpid())"
        do {
            let file = try FileDescriptor.open(
                FilePath(draft), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: .ownerReadWrite)
            do {
                try file.closeAfter {
                    try file.writeAll(text.utf8)
                    guard fsync(file.rawValue) == 0 else { throw Errno.last }
                }
                guard rename(draft, place) == 0 else { throw Errno.last }
            } catch {
                unlink(draft)
                throw error
            }
        } catch {
            throw CommandFailure(.failure, ["cannot write \(path): \(error)"])
        }
    }

    /// Where the file is, behind any links.
    private var target: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Opens the file, lets a closure write it, and closes it.
    ///
    /// Only the owner may read a new file, since it may hold what the kernel tells only to root.
    ///
    /// - Parameter body: Writes the file.
    /// - Returns: What the closure returns.
    /// - Throws: ``CommandFailure`` when the file can't be opened or written.
    func write<Value>(_ body: (FileDescriptor) throws -> Value) throws(CommandFailure) -> Value {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        } catch {
            throw CommandFailure(.failure, ["cannot write \(path): \(error)"])
        }
        do {
            let value = try body(file)
            try file.close()
            return value
        } catch {
            throw CommandFailure(.output, ["could not write to \(path): \(error)"])
        }
    }
}
