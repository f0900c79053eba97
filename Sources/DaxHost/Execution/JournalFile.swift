// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The journal's file while a run adds to it: it always holds whole records.
///
/// Records are collected, and written in one call. Records that can't be written completely are removed
/// again.
struct JournalFile: ~Copyable {
    private let file: FileDescriptor
    /// The file's length, in bytes.
    private var length: Int64
    /// Records that are not yet written.
    private var pending: [UInt8] = []

    /// Takes ownership of a file.
    ///
    /// - Parameters:
    ///   - file: The file, open for appending; it is closed at the end.
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

    /// Writes the collected records.
    ///
    /// - Throws: `Errno` when they can't all be written; then none of them is in the file, and all are
    ///   dropped.
    mutating func write() throws(Errno) {
        defer { pending.removeAll(keepingCapacity: true) }
        do {
            length += Int64(try file.writeAll(pending))
        } catch {
            try? file.resize(to: length)
            throw error as? Errno ?? .ioError
        }
    }

    /// Empties the file.
    ///
    /// - Returns: Whether it succeeded.
    mutating func empty() -> Bool {
        length = 0
        return (try? file.resize(to: 0)) != nil
    }
}
