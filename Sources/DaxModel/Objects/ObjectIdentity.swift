// SPDX-License-Identifier: Apache-2.0

/// What an object is, whatever its name: names are given anew at each boot, and may change hands before.
///
/// Two identities are compared by the UUID, where both have one, and by the ranges. The provider does not count: the same
/// memory may come up under another one, and the kernel's numbers change. It is there for who reads a journal.
public struct ObjectIdentity: Sendable, Hashable {
    /// The UUID of the namespace that carries the object; nil where there is none, or it is not known.
    public var uuid: String?
    /// The kernel's name of what provides the region, such as `dax0.1` or `hmem.0`; nil where it is not known.
    public var provider: String?
    /// The physical ranges, in page-offset order; none of an object that is not made yet, or is gone.
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

    /// Whether the UUIDs tell that another identity is that of another object.
    ///
    /// - Parameter other: The other identity.
    /// - Returns: Whether both have a UUID, and not the same.
    public func hasOtherUUID(than other: ObjectIdentity) -> Bool {
        guard let uuid, let otherUUID = other.uuid else { return false }
        return uuid != otherUUID
    }

    /// Whether another identity is that of another object.
    ///
    /// - Parameters:
    ///   - other: The other identity.
    ///   - known: The ranges that the object may have by now, beside its own.
    /// - Returns: Whether the UUIDs tell so, or the other ranges are neither its own nor known.
    public func isOther(than other: ObjectIdentity, alsoAt known: Set<[PhysicalRange]> = []) -> Bool {
        hasOtherUUID(than: other) || other.ranges != ranges && !known.contains(other.ranges)
    }
}
