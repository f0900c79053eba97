// SPDX-License-Identifier: Apache-2.0

/// A process that uses the character device of a dax device, or a block device.
public struct DeviceUser: Sendable, Hashable {
    /// The process's number.
    public var pid: Int
    /// The process's name, from `/proc/PID/comm`, with control characters escaped.
    public var command: String
    /// How it uses the device.
    public var uses: Set<Use>

    /// Creates a user of a device.
    ///
    /// - Parameters:
    ///   - pid: The process's number.
    ///   - command: The process's name.
    ///   - uses: How it uses the device.
    public init(pid: Int, command: String, uses: Set<Use>) {
        self.pid = pid
        self.command = command
        self.uses = uses
    }

    /// How a process can use a device.
    public enum Use: String, Sendable, Hashable, CaseIterable {
        /// Through a file descriptor.
        case open
        /// Through a mapping, which remains after the descriptor is closed.
        case mapped
    }
}

extension DeviceUser: CustomStringConvertible {
    /// The process and its uses, as text.
    public var description: String {
        let words = Use.allCases.filter(uses.contains).map(\.rawValue).joined(separator: ", ")
        return "\(pid) (\(command), \(words))"
    }
}
