// SPDX-License-Identifier: Apache-2.0

/// A row of a table that has a tree in one of its columns, with its children.
struct TextTree: Sendable {
    /// The content of the row.
    let content: Content
    /// The children.
    var children: [TextTree] = []

    /// Adds trees to a table, one column drawn with lines between parents and children.
    ///
    /// - Parameters:
    ///   - trees: The trees, top to bottom.
    ///   - table: The table.
    ///   - column: The column of the tree; nil for rows without lines between them.
    ///   - usesUTF8: Whether the lines may be box-drawing characters.
    static func add(_ trees: [TextTree], to table: inout TextTable, in column: Int? = 0, usesUTF8: Bool) {
        for tree in trees {
            tree.content.add(to: &table, in: column, after: "")
            addChildren(of: tree, to: &table, in: column, after: "", usesUTF8 ? .box : .ascii)
        }
    }

    private static func addChildren(
        of tree: TextTree, to table: inout TextTable, in column: Int?, after indent: String,
        _ strokes: Strokes
    ) {
        for (index, child) in tree.children.enumerated() {
            let isLast = index == tree.children.count - 1
            child.content.add(
                to: &table, in: column, after: indent + (isLast ? strokes.last : strokes.middle))
            let inner = indent + (isLast ? "   " : strokes.passing)
            addChildren(of: child, to: &table, in: column, after: inner, strokes)
        }
    }

    /// The tree without the cells of one column that say the same as the nearest row above them in the tree.
    func withoutRepeats(in column: Int, of cell: StyledText? = nil) -> TextTree {
        guard case .row(var cells) = content else { return self }
        let own = cells[column]
        if own == cell { cells[column] = "" }
        return TextTree(
            content: .row(cells),
            children: children.map { $0.withoutRepeats(in: column, of: own.isEmpty ? cell : own) })
    }

    /// The content of a row of a tree.
    enum Content: Sendable {
        /// The cells.
        case row([StyledText])
        /// A line outside of the columns.
        case line(StyledText)

        fileprivate func add(to table: inout TextTable, in column: Int?, after prefix: String) {
            switch self {
            case .row(var cells):
                if let column { cells[column] = StyledText(prefix) + cells[column] }
                table.addRow(cells)
            case .line(let line): table.addLine(StyledText(column == nil ? "" : prefix) + line)
            }
        }
    }

    private struct Strokes {
        let middle: String
        let last: String
        let passing: String

        static let box = Strokes(middle: "├─ ", last: "└─ ", passing: "│  ")
        static let ascii = Strokes(middle: "|- ", last: "`- ", passing: "|  ")
    }
}
