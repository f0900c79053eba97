// SPDX-License-Identifier: Apache-2.0

/// The machine that this process runs on: the only place where anything is read or written.
public struct LinuxHost: Sendable {
    /// Creates the running host.
    public init() {}
}
