// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// A number whose ranges are written as a string, with both bounds in decimal.
protocol RangeBound: Comparable, Sendable, CustomStringConvertible {
    /// Reads a bound from decimal digits as the kernel writes them, or returns nil for anything else.
    init?(kernelDigits text: some StringProtocol)
}

extension Int: RangeBound {}
extension NodeNumber: RangeBound {}
