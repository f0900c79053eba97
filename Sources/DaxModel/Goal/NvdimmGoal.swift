// SPDX-License-Identifier: Apache-2.0

/// What a namespace, an NVDIMM region or a DIMM is to be, and what may be given up for it.
public struct NvdimmGoal: Sendable, Hashable {
    /// The object: a namespace, an NVDIMM region or a DIMM.
    public var object: ObjectReference
    /// What is to become of it.
    public var change: Change
    /// What may be given up for it.
    public var allowances = Allowances()
    /// Notes for the user on how the goal was found.
    public var notes: [Finding] = []
    /// The entry of a layout that it serves; nil without one.
    public var entry: Layout.Key?

    /// Creates a goal.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - change: What is to become of it.
    public init(_ object: ObjectReference, _ change: Change) {
        self.object = object
        self.change = change
    }

    /// What is to become of an object.
    public enum Change: Sendable, Hashable {
        /// The namespace is made in a region, after these DIMMs got new, empty labels.
        case made(NamespaceState, in: KernelName, labelling: [KernelName])
        /// The namespace becomes this, in its place.
        case remade(NamespaceState)
        /// The namespace is gone, or without an info block where it has no label.
        case destroyed
        /// The namespace has no driver, and begins with these bytes.
        case inscribed(BytePatch)
        /// The namespace is disabled for a while, or raw.
        case suspended(raw: Bool)
        /// The namespace, the region or the DIMM has a driver.
        case enabled
        /// The namespace, the region or the DIMM has no driver.
        case disabled
        /// The DIMM has new, empty labels.
        case labelled(LabelVersion)
        /// The DIMM has no labels.
        case unlabelled
        /// The area of the DIMM's labels holds these bytes.
        case patched(BytePatch)
    }
}
