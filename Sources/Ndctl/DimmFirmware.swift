// SPDX-License-Identifier: Apache-2.0

/// The versions of a DIMM's firmware.
public struct DimmFirmware: Sendable, Hashable {
    /// The version that runs; nil when the firmware does not know it.
    public var version: UInt64?
    /// The version that was written and does not run yet; nil where there is none.
    public var nextVersion: UInt64?
}
