// SPDX-License-Identifier: Apache-2.0

/// The identity of an object, independent of its name: each boot assigns names anew, and a name may change
/// before.
///
/// Two identities are compared by the UUID, where both have one, and by the ranges. The provider does not
/// count: the same memory may have another one, and the kernel's numbers change. It serves people who read a
/// journal.
public struct ObjectIdentity: Sendable, Hashable {
    /// The UUID of the namespace that carries the object; nil where there is none, or it is not known.
    public var uuid: String?
    /// The kernel's name of what provides the region, such as `dax0.1` or `hmem.0`; nil where it is not known.
    public var provider: String?
    /// The physical ranges, in page-offset order; none for an object that does not exist yet, or is gone.
    public var ranges: [PhysicalRange]

    /// Creates an identity.
    ///
    /// - Parameters:
    ///   - uuid: The UUID of the namespace that carries the object.
    ///   - provider: The kernel's name of what provides the region.
    ///   - ranges: The physical ranges, in page-offset order.
    public init(uuid: String? = nil, provider: String? = nil, ranges: [PhysicalRange]) {
        self.uuid = uuid
        self.provider = provider
        self.ranges = ranges
    }

    /// Whether the UUIDs show that another identity belongs to another object.
    ///
    /// - Parameter other: The other identity.
    /// - Returns: Whether both have a UUID, and the two differ.
    public func hasOtherUUID(than other: ObjectIdentity) -> Bool {
        guard let uuid, let otherUUID = other.uuid else { return false }
        return uuid != otherUUID
    }

    /// Whether another identity belongs to another object.
    ///
    /// - Parameters:
    ///   - other: The ranges that the object may have now, besides its own.
    ///   - known: The ranges that the object may have by now, beside its own.
    /// - Returns: Whether the UUIDs show it, or the other ranges are neither its own nor known.
    public func isOther(than other: ObjectIdentity, alsoAt known: Set<[PhysicalRange]> = []) -> Bool {
        hasOtherUUID(than: other) || other.ranges != ranges && !known.contains(other.ranges)
    }
}
