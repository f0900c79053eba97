// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The journal's file while a run adds to it: always whole records.
///
/// Records are gathered, and written in one call. What can't be written as a whole is taken away again, all of it.
struct JournalFile: ~Copyable {
    private let file: FileDescriptor
    /// The file's length, in bytes.
    private var length: Int64
    /// Records that are not written yet.
    private var pending: [UInt8] = []

    /// Takes a file over.
    ///
    /// - Parameters:
    ///   - file: The file, open to be appended to; it is closed in the end.
    ///   - length: Its length in bytes.
    init(_ file: FileDescriptor, length: Int) {
        self.file = file
        self.length = Int64(length)
    }

    deinit {
        try? file.close()
    }

    /// How many bytes wait to be written.
    var pendingCount: Int { pending.count }

    /// Adds a record that is written with the next ones.
    ///
    /// - Parameter record: The line with its line feed.
    mutating func add(_ record: UnsafeBufferPointer<UInt8>) {
        pending += record
    }

    /// Writes the records that wait.
    ///
    /// - Throws: `Errno` when they can't all be written; then none of them is in the file, and none waits any more.
    mutating func write() throws(Errno) {
        defer { pending.removeAll(keepingCapacity: true) }
        do {
            length += Int64(try file.writeAll(pending))
        } catch {
            try? file.resize(to: length)
            throw error as? Errno ?? .ioError
        }
    }

    /// Makes the file empty.
    ///
    /// - Returns: Whether that could be done.
    mutating func empty() -> Bool {
        length = 0
        return (try? file.resize(to: 0)) != nil
    }
}
