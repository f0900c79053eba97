// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization

/// The kernel's messages during an operation, from `/dev/kmsg`.
///
/// A log that can't be read has no messages, since they only add detail.
public final class KernelLog: Sendable {
    private let path: String
    private let state = Mutex(State())

    private struct State {
        var file: Int32?
        var subject: String?
    }

    /// Creates a log; nothing is opened before the first mark.
    ///
    /// - Parameter path: The file.
    public init(path: String = "/dev/kmsg") {
        self.path = path
    }

    deinit {
        if let file = state.withLock(\.file) { close(file) }
    }

    /// Marks the begin of a subject; a retry of the same subject keeps its first mark.
    ///
    /// - Parameter subject: The operation.
    public func mark(_ subject: String) {
        state.withLock { state in
            guard state.subject != subject else { return }
            state.subject = subject
            if state.file == nil {
                let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
                state.file = file < 0 ? nil : file
            }
            if let file = state.file { lseek(file, 0, SEEK_END) }
        }
    }

    /// Returns the messages since the mark, and ends the subject.
    ///
    /// - Returns: The messages, without their numbers and times.
    public func takeMessages() -> [String] {
        state.withLock { state in
            state.subject = nil
            return state.file.map { Self.messages(in: Self.records(of: $0)) } ?? []
        }
    }

    /// Reads to the end: `/dev/kmsg` returns one record per read, and EPIPE where records were overwritten unread.
    private static func records(of file: Int32) -> [UInt8] {
        var bytes: [UInt8] = []
        let size = 8192
        while true {
            let (count, error) = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { buffer in
                let count = read(file, buffer.baseAddress, size)
                if count > 0 { bytes.append(contentsOf: buffer[..<count]) }
                return (count, errno)
            }
            guard count > 0 || (count < 0 && (error == EPIPE || error == EINTR)) else { return bytes }
        }
    }

    /// The messages of records `PRIORITY,NUMBER,TIME,FLAGS;MESSAGE`; lines that begin with a space are of devices.
    private static func messages(in records: [UInt8]) -> [String] {
        String(decoding: records, as: UTF8.self).split(separator: "\n").compactMap { line in
            guard !line.hasPrefix(" "), let end = line.firstIndex(of: ";") else { return nil }
            return String(line[line.index(after: end)...])
        }
    }
}
