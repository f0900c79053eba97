// SPDX-License-Identifier: Apache-2.0

/// A row of a table whose first column is a tree, with its children.
struct TextTree: Sendable {
    /// The content of the row.
    let content: Content
    /// The children.
    var children: [TextTree] = []

    /// Adds trees to a table, the first column drawn with lines between parents and children.
    ///
    /// - Parameters:
    ///   - trees: The trees, top to bottom.
    ///   - table: The table.
    ///   - usesUTF8: Whether the lines may be box-drawing characters.
    static func add(_ trees: [TextTree], to table: inout TextTable, usesUTF8: Bool) {
        for tree in trees {
            tree.content.add(to: &table, after: "")
            addChildren(of: tree, to: &table, after: "", usesUTF8 ? .box : .ascii)
        }
    }

    private static func addChildren(
        of tree: TextTree, to table: inout TextTable, after indent: String, _ strokes: Strokes
    ) {
        for (index, child) in tree.children.enumerated() {
            let isLast = index == tree.children.count - 1
            child.content.add(to: &table, after: indent + (isLast ? strokes.last : strokes.middle))
            let inner = indent + (isLast ? "   " : strokes.passing)
            addChildren(of: child, to: &table, after: inner, strokes)
        }
    }

    /// The content of a row of a tree.
    enum Content: Sendable {
        /// A name and the cells right of it.
        case row(StyledText, [StyledText])
        /// A line outside of the columns.
        case line(StyledText)

        fileprivate func add(to table: inout TextTable, after prefix: String) {
            switch self {
            case .row(let name, let cells): table.addRow([StyledText(prefix) + name] + cells)
            case .line(let line): table.addLine(StyledText(prefix) + line)
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
