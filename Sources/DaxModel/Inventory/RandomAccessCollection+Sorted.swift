// SPDX-License-Identifier: Apache-2.0

extension RandomAccessCollection where Index == Int {
    /// The first index whose element meets a condition that all later elements meet too, by binary search.
    ///
    /// - Parameter isLate: The condition.
    /// - Returns: The index; `endIndex` when no element meets it.
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
