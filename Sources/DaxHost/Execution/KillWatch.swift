// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Synchronization
internal import Sysfs

/// Finds the processes that the kernel kills when memory runs out, by its count in `/proc/vmstat` and its
/// log.
internal final class KillWatch: Sendable {
    private let log = KernelLog()
    private let count = Mutex<UInt64?>(nil)

    /// Returns the processes that were killed since the last call; none at the first call.
    ///
    /// - Returns: The processes, such as `process 371 (postgres)`.
    func take() -> [String] {
        let now = (try? Sysfs.bytes(of: "/proc/vmstat")).flatMap(Self.count)
        let before = count.withLock { count in
            defer { count = now }
            return count
        }
        let messages = log.takeMessages()
        log.mark("kills")
        guard let now, let before, now > before else { return [] }
        return Self.victims(of: now - before, in: messages)
    }

    /// The number in the line `oom_kill 3`.
    static func count(_ text: [UInt8]) -> UInt64? {
        var count: UInt64?
        KernelLines.forEach(in: text) { line in
            if count == nil { count = line.number(after: "oom_kill") }
        }
        return count
    }

    /// The processes that the kernel's log names as killed, and the number of further ones in its count.
    static func victims(of count: UInt64, in messages: [String]) -> [String] {
        var victims: [String] = []
        for message in messages {
            let parts = message.split(separator: "Killed process ", maxSplits: 1)
            guard message.contains("Killed process "), let rest = parts.last,
                let end = rest.firstIndex(of: ")")
            else { continue }
            let victim = "process " + fitForTerminal(String(rest[...end]))
            if !victims.contains(victim) { victims.append(victim) }
        }
        let unnamed = count - min(count, UInt64(victims.count))
        guard unnamed > 0 else { return victims }
        return victims
            + ["\(unnamed) \(victims.isEmpty ? "" : "more ")\(unnamed == 1 ? "process" : "processes")"]
    }
}
