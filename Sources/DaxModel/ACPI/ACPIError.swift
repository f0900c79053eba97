// SPDX-License-Identifier: Apache-2.0

/// Why a proximity domain can't be split.
public enum ACPIError: Error, Sendable, Hashable {
    /// A table is cut short or damaged, or contradicts another one.
    case malformed(String)
    /// No memory lies in the domain.
    case notFound
    /// The domain's memory has several entries in the table with this signature.
    case severalEntries(String)
    /// The size of the domain's memory is not a multiple of the count.
    case indivisible
}
