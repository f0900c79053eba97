// SPDX-License-Identifier: Apache-2.0

/// Aligns rows in columns, without trailing blanks.
///
/// - Parameter rows: The rows, the header first, all of the same length.
/// - Returns: The lines, each with a newline.
func table(_ rows: [[String]]) -> String {
    let columns = rows.first?.indices ?? 0..<0
    let widths = columns.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
        let padded = zip(row, widths).dropLast().map { cell, width in
            cell + String(repeating: " ", count: width - cell.count)
        }
        return (padded + row.suffix(1)).joined(separator: "  ") + "\n"
    }.joined()
}
