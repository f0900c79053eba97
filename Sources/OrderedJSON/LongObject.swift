// SPDX-License-Identifier: Apache-2.0

/// An object whose last member is an array, of which the elements need not all be there at once.
public struct LongObject {
    /// The other members, in order.
    public var members: [JSON.Member]
    /// The name of the last member.
    public var key: String
    /// How many elements the array has; where it has none, the object has no such member.
    public var count: Int
    /// Makes an element of its index.
    public var element: (Int) -> JSON

    /// Creates an object.
    ///
    /// - Parameters:
    ///   - members: The other members, in order.
    ///   - key: The name of the last member.
    ///   - count: How many elements the array has.
    ///   - element: Makes an element of its index.
    public init(_ members: [JSON.Member], _ key: String, count: Int, element: @escaping (Int) -> JSON) {
        self.members = members
        self.key = key
        self.count = count
        self.element = element
    }
}
