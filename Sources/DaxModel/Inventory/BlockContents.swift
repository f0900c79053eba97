// SPDX-License-Identifier: Apache-2.0

/// What a block device holds, and who uses it.
public struct BlockContents: Sendable, Hashable {
    /// The signatures that were found, in the order of their offsets.
    public var signatures: [BlockSignature] = []
    /// Who uses the device.
    public var holders: [BlockHolder] = []
    /// What could not be looked at; it counts as in use.
    public var gaps: [Gap] = []

    /// Creates the contents of a blank device that nobody uses.
    public init() {}
}
