// SPDX-License-Identifier: Apache-2.0

/// Another run holds the host's lock, and held it until the timeout.
public struct LockHeld: Error, Sendable, Hashable, CustomStringConvertible {
    /// The lock's file.
    public let path: String
    /// The holder, as far as the file shows.
    public let holder: Holder?

    /// A holder of a lock.
    public struct Holder: Sendable, Hashable {
        /// The process.
        public let pid: Int32
        /// The command that it carries out.
        public let command: String
        /// Since when, in UTC.
        public let since: String

        init(pid: Int32, command: String, since: String) {
            self.pid = pid
            self.command = command
            self.since = since
        }

        /// Reads `pid command since`, or returns nil for anything else.
        init?(text: String) {
            let words = text.split(separator: " ", omittingEmptySubsequences: false)
            guard words.count >= 3, let pid = Int32(words[0]), pid > 0, let since = words.last?.dropLast(),
                words.last?.last == "\n", text.utf8.allSatisfy({ $0 >= 0x20 || $0 == UInt8(ascii: "\n") })
            else { return nil }
            self.init(
                pid: pid, command: words.dropFirst().dropLast().joined(separator: " "),
                since: String(since))
        }

        /// The content of the lock's file.
        var text: String { "\(pid) \(command) \(since)\n" }
    }

    /// The holder and the time, in one line.
    public var description: String {
        let who =
            holder.map { "process \($0.pid) (\($0.command)) holds it since \($0.since)" }
            ?? "its file does not name the holder; 'fuser \(path)' does"
        return "another daxshift is changing this host: \(who)"
    }
}
