// SPDX-License-Identifier: Apache-2.0

/// An object whose last member is an array, of which the elements need not all be there at once.
public struct LongObject<Elements: Collection<JSON>> {
    /// The other members, in order.
    public var members: [JSON.Member]
    /// The name of the last member.
    public var key: String
    /// What the array holds; where it is empty, the object has no such member.
    public var elements: Elements

    /// Creates an object.
    ///
    /// - Parameters:
    ///   - members: The other members, in order.
    ///   - key: The name of the last member.
    ///   - elements: What the array holds.
    public init(_ members: [JSON.Member], _ key: String, _ elements: Elements) {
        self.members = members
        self.key = key
        self.elements = elements
    }
}
