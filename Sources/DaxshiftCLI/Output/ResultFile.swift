// SPDX-License-Identifier: Apache-2.0

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
