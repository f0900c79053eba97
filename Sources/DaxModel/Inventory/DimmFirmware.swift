// SPDX-License-Identifier: Apache-2.0

/// The firmware of a DIMM, as it reports itself.
public struct DimmFirmware: Sendable, Hashable {
    /// The version that runs; nil when the firmware did not answer.
    public var version: UInt64?
    /// Whether another version can be written.
    public var canUpdate: Bool
    /// The version that was written and does not run yet; nil where there is none.
    public var nextVersion: UInt64?
    /// Whether its activation is prepared, from `nmemN/firmware/activate`: `idle`, `armed` or `busy`; nil where firmware can't
    /// be activated without a power cycle.
    public var activation: String?
    /// How the last activation ended, from `nmemN/firmware/result`: `none`, `success`, `fail`, `not_staged` or
    /// `need_reset`; nil likewise.
    public var activationResult: String?

    /// Creates firmware that reports nothing.
    ///
    /// - Parameter canUpdate: Whether another version can be written.
    public init(canUpdate: Bool) {
        self.canUpdate = canUpdate
    }
}
