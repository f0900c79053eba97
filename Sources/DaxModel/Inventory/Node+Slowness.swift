// SPDX-License-Identifier: Apache-2.0

extension Node {
    /// The sort keys of nodes, the fastest first, the most significant key first: latency divided by bandwidth, memory tier,
    /// distance.
    package var slowness: [Double] {
        let figures = [performance?.slowness, tier.map { Double($0) }, distance.map { Double($0) }]
        return figures.map { $0 ?? .infinity }
    }

    /// The sort keys of memory of unknown speed, which comes last.
    package static var unknownSlowness: [Double] { [.infinity, .infinity, .infinity] }
}
