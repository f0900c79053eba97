// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The division of a width among items of different size.
enum Apportionment {
    /// Divides a width in proportion to sizes; each item gets at least 1 while there is room.
    ///
    /// - Parameters:
    ///   - sizes: The sizes of the items.
    ///   - width: The total width.
    /// - Returns: The width of each item, which add up to `width`; 0 for items without room.
    static func widths(of sizes: [ByteCount], in width: Int) -> [Int] {
        let whole = sizes.reduce(0.0) { $0 + Double($1.rawValue) }
        guard whole > 0 else { return sizes.map { _ in 0 } }
        var (sum, end) = (0.0, 0)
        var widths = sizes.map { size in
            sum += Double(size.rawValue)
            let start = end
            end = Int((sum / whole * Double(width)).rounded())
            return end - start
        }
        guard sizes.count <= width else { return widths }
        for index in widths.indices where widths[index] == 0 {
            guard let widest = widths.indices.max(by: { widths[$0] < widths[$1] }) else { break }
            widths[widest] -= 1
            widths[index] = 1
        }
        return widths
    }
}
