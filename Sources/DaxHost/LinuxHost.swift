// SPDX-License-Identifier: Apache-2.0

/// The machine that this process runs on.
public struct LinuxHost: Sendable {
    /// Creates the host; nothing is read yet.
    public init() {}
}
