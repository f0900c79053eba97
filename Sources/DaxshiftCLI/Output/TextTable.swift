// SPDX-License-Identifier: Apache-2.0

/// A table of aligned columns, each as wide as its content, without trailing blanks.
struct TextTable: Sendable {
    /// The columns, left to right.
    let columns: [Column]
    private var rows: [Row] = []

    /// Creates a table without rows.
    init(columns: [Column]) {
        self.columns = columns
    }

    /// Adds a row, one cell a column; cells left out at the end stay empty.
    mutating func addRow(_ cells: [StyledText]) {
        rows.append(.cells(cells))
    }

    /// Adds a line outside of the columns.
    mutating func addLine(_ line: StyledText) {
        rows.append(.line(line))
    }

    /// Lays the table out, without empty optional columns.
    ///
    /// - Parameters:
    ///   - limit: The width of the terminal, in characters; nil without a limit.
    ///   - dropped: The columns that are left out, one after the other, until the table is no wider than `limit`.
    ///   - hasHeader: Whether the first line is the header.
    /// - Returns: The header and the rows, one line each.
    func lines(
        fitting limit: Int? = nil, dropping dropped: [Int] = [], hasHeader: Bool = true
    ) -> [StyledText] {
        var widths = columns.indices.map { width(of: $0, hasHeader: hasHeader) }
        for column in dropped {
            let shown = widths.compactMap(\.self)
            guard let limit, shown.reduce(2 * (shown.count - 1), +) > limit else { break }
            widths[column] = nil
        }
        let header = columns.map { StyledText($0.title, .dim) }
        return (hasHeader ? [line(of: header, widths)] : [])
            + rows.map { row in
                switch row {
                case .cells(let cells): line(of: cells, widths)
                case .line(let line): line
                }
            }
    }

    /// The width of a column; nil when it is left out.
    private func width(of column: Int, hasHeader: Bool) -> Int? {
        var widest = 0
        for case .cells(let cells) in rows where column < cells.count {
            widest = max(widest, cells[column].width)
        }
        guard widest > 0 || !columns[column].isOptional else { return nil }
        return max(widest, hasHeader ? columns[column].title.count : 0)
    }

    private func line(of cells: [StyledText], _ widths: [Int?]) -> StyledText {
        var line = StyledText("")
        var start = 0
        for (column, cell) in cells.enumerated() {
            guard let width = widths[column] else { continue }
            if !cell.isEmpty {
                let indent = columns[column].alignment == .right ? width - cell.width : 0
                line += StyledText(String(repeating: " ", count: start + indent - line.width)) + cell
            }
            start += width + 2
        }
        return line
    }

    private enum Row {
        case cells([StyledText])
        case line(StyledText)
    }

    /// One column of a table.
    struct Column: Sendable {
        /// The header of the column.
        let title: String
        /// The alignment of the cells.
        var alignment = Alignment.left
        /// Whether the column is left out when it is empty.
        var isOptional = false
    }

    /// The alignment of cells.
    enum Alignment: Sendable {
        /// For names and words.
        case left
        /// For quantities.
        case right
    }
}
