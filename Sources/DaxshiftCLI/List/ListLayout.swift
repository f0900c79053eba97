// SPDX-License-Identifier: Apache-2.0

/// How `list` lays out its table.
struct ListLayout: Sendable, Hashable {
    /// The named columns; nil for the usual ones, as far as they fit and have content.
    var columns: [ListColumn]?
    /// Whether the lines above and below the rows are printed.
    var hasHeadings = true
    /// Whether sizes are numbers of bytes, without a unit.
    var sizesAreBytes = false
}
