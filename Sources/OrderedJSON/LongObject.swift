// SPDX-License-Identifier: Apache-2.0

/// An object whose last member is an array with elements made one at a time.
public struct LongObject {
    /// The other members, in order.
    public var members: [JSON.Member]
    /// The name of the last member.
    public var key: String
    /// The number of elements; with 0 the member is left out.
    public var count: Int
    /// Makes the element at an index.
    public var element: (Int) -> JSON

    /// Creates an object.
    ///
    /// - Parameters:
    ///   - members: The other members, in order.
    ///   - key: The name of the last member.
    ///   - count: The number of elements.
    ///   - element: Makes the element at an index.
    public init(_ members: [JSON.Member], _ key: String, count: Int, element: @escaping (Int) -> JSON) {
        self.members = members
        self.key = key
        self.count = count
        self.element = element
    }
}
