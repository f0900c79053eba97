// SPDX-License-Identifier: Apache-2.0

/// What one object of a plan would lose.
public struct ObjectLosses: Sendable, Hashable {
    /// The object: a device, a namespace, an NVDIMM region or a DIMM.
    public var object: ObjectReference
    /// What it would lose; at least one loss.
    public var losses: [Loss]

    /// Creates the losses of an object.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - losses: What it would lose.
    public init(_ object: ObjectReference, _ losses: [Loss]) {
        self.object = object
        self.losses = losses
    }
}
