// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxHost

@Suite("The distance to the nearest node with CPUs")
struct NodeDistanceTests {
    @Test(
        arguments: [
            ("10 20 20", [0...0], [0...2], 10), ("20 20 10", [0...1], [0...2], 20),
            ("17 28 10", [0...0, 4...4], [0...0, 4...4, 7...7], 17), ("31 10", [2...2], [2...3], 31),
            // No node with CPUs is online; a distance too few, too many, or none at all.
            ("10 20", [5...5], [0...1], nil), ("10", [0...0], [0...1], nil),
            ("10 20", [0...0], [0...0], nil), ("10 x", [0...0], [0...1], nil), ("", [0...0], [0...0], nil),
            ("10", [0...0], [0...NodeNumber(rawValue: .max)], nil),
        ] as [(String, [ClosedRange<NodeNumber>], [ClosedRange<NodeNumber>], Int?)])
    func `is the least of the nodes online`(
        text: String, processors: [ClosedRange<NodeNumber>], online: [ClosedRange<NodeNumber>], distance: Int?
    ) {
        #expect(Surveyor.distance(text, to: processors, among: online) == distance)
    }
}
