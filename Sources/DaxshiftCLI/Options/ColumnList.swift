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

    static var defaultCompletionKind: CompletionKind {
        .custom { words, index, _ in
            words.indices.contains(index) ? continuations(of: words[index]) : []
        }
    }

    /// The lists that add a column to a list, or complete the last name in it, for shell completion.
    static func continuations(of list: String) -> [String] {
        let isAdded = list.hasPrefix("+")
        let names = list.dropFirst(isAdded ? 1 : 0).split(separator: ",", omittingEmptySubsequences: false)
        let last = names.last ?? ""
        let head = list.dropLast(last.count)
        let given = names.dropLast().compactMap { ListColumn(rawValue: $0.uppercased()) }
        let isLowercase = list != list.uppercased()
        return ListColumn.allCases
            .filter { !given.contains($0) && !(isAdded && ListColumn.usual.contains($0)) }
            .map(\.rawValue).filter { $0.hasPrefix(last.uppercased()) }
            .map { head + (isLowercase ? $0.lowercased() : $0) }
    }

    static var allValueStrings: [String] { ListColumn.allCases.map(\.rawValue) }
}
