// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// An output file; any file that can be opened for writing, including a pipe.
struct ResultFile: Sendable {
    /// The path.
    let path: String

    /// Writes a text.
    ///
    /// - Throws: ``CommandFailure`` when the file can't be opened or written.
    func write(_ text: String) throws(CommandFailure) {
        _ = try write { try $0.writeAll(text.utf8) }
    }

    /// Replaces the file atomically with a text.
    ///
    /// Other files than plain ones, such as pipes, are written in place. Only the owner may read the file.
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
            throw CommandFailure(.failure, .outputFile("cannot write \(path): \(error)"))
        }
    }

    /// The path with links resolved.
    private var target: String {
        guard let resolved = realpath(path, nil) else { return path }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Writes over the start of the file, which keeps what is behind; anybody may read a new file.
    ///
    /// - Throws: `Errno` when the file can't be opened or written.
    func writeStart(_ bytes: [UInt8]) throws(Errno) {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter { _ = try file.writeAll(bytes) }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// Opens the file, lets a closure write it, and closes it.
    ///
    /// Only the owner may read a new file, since it may hold values that the kernel shows only to root.
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
            throw CommandFailure(.failure, .outputFile("cannot write \(path): \(error)"))
        }
        do {
            let value = try body(file)
            try file.close()
            return value
        } catch {
            throw CommandFailure(.output, .outputFile("could not write to \(path): \(error)"))
        }
    }
}
