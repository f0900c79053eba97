// SPDX-License-Identifier: Apache-2.0

/// A time on the command line, in seconds with at most three decimals.
enum Seconds {
    /// Reads a time.
    ///
    /// - Throws: ``Malformed`` for anything else, and for more than a day.
    static func duration(_ text: String) throws(Malformed) -> Duration {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let fraction = parts.count == 2 ? parts[1] : "0"
        guard let whole = parts.first, isDigits(whole), isDigits(fraction), fraction.count <= 3,
            let seconds = Int64(whole),
            let rest = Int64(fraction + String(repeating: "0", count: 3 - fraction.count)),
            seconds <= 86_400
        else { throw Malformed(text: text) }
        return .milliseconds(seconds * 1000 + rest)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    /// A malformed time.
    struct Malformed: Error, CustomStringConvertible {
        /// What the user wrote.
        let text: String

        /// What is wrong, and the right form, in one line.
        var description: String { "'\(text)' is not a time: write seconds up to 86400, such as 30 or 0.5" }
    }
}
