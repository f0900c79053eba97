// SPDX-License-Identifier: Apache-2.0

extension RandomAccessCollection where Index == Int {
    /// The first index whose element fulfils a condition that all later ones fulfil too.
    ///
    /// Looks at few of them: each look halves what is left.
    ///
    /// - Parameter isLate: The condition.
    /// - Returns: The index; `endIndex` when no element fulfils it.
    @inlinable
    package func lowerBound(where isLate: (Element) -> Bool) -> Int {
        var (lower, upper) = (startIndex, endIndex)
        while lower < upper {
            let middle = lower + (upper - lower) / 2
            if isLate(self[middle]) { upper = middle } else { lower = middle + 1 }
        }
        return lower
    }
}
