// SPDX-License-Identifier: Apache-2.0

/// A line of a text, joined with the next ones while it ends in a backslash.
package struct LogicalLine: Sendable, Hashable {
    /// The numbers of the joined lines, counted from 1.
    package private(set) var lines: ClosedRange<Int>
    /// The text, without the backslashes.
    package private(set) var text: String

    /// The characters of a line of a text.
    package typealias Scalars = Substring.UnicodeScalarView

    /// Finds the lines of a text.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - part: Returns the relevant part of a line; nil for a line to skip, also between joined ones.
    /// - Returns: The lines in order.
    package static func all(in text: String, part: (Scalars) -> Scalars? = { $0 }) -> [LogicalLine] {
        var all: [LogicalLine] = []
        var goesOn = false
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        for (number, line) in zip(1..., lines) {
            guard let part = part(line) else { continue }
            if !goesOn { all.append(LogicalLine(lines: number...number, text: "")) }
            goesOn = part.last == "\\"
            // Added to in place, so that a line of many parts is not copied for each.
            let last = all.count - 1
            all[last].text.unicodeScalars.append(contentsOf: goesOn ? part.dropLast() : part)
            all[last].lines = all[last].lines.lowerBound...number
        }
        return all
    }
}
