// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The operand of `--output`: columns of a list, or `+` and columns that follow the usual ones.
struct ColumnList: ExpressibleByArgument, Sendable, Hashable {
    /// The columns, left to right.
    var columns: [ListColumn]

    /// Parses names separated by commas, in any case.
    init?(argument: String) {
        let isAdded = argument.hasPrefix("+")
        var columns = isAdded ? ListColumn.usual : []
        for name in argument.dropFirst(isAdded ? 1 : 0).split(
            separator: ",", omittingEmptySubsequences: false)
        {
            guard let column = ListColumn(rawValue: name.uppercased()) else { return nil }
            columns.append(column)
        }
        self.columns = columns
    }

    static var allValueStrings: [String] { ListColumn.allCases.map(\.rawValue) }
}
