// SPDX-License-Identifier: Apache-2.0

extension [String] {
    /// The word that differs least from another, as a whole or in its beginning; nil without words.
    ///
    /// - Parameter word: The other word, of which the first 64 letters are compared.
    /// - Returns: The first of the nearest words.
    func nearest(to word: String) -> String? {
        let word = word.prefix(64)
        func difference(_ known: String) -> Int {
            Swift.min(
                Self.distance(from: word, to: known[...]),
                Self.distance(from: word, to: known.prefix(word.count)) + 1)
        }
        return self.min { difference($0) < difference($1) }
    }

    /// How many letters have to be added, removed or replaced (Levenshtein's distance).
    private static func distance(from word: Substring, to known: Substring) -> Int {
        let known = Array<Character>(known)
        var row = Array<Int>(0...known.count)
        for (index, letter) in word.enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in known.indices {
                let same = diagonal + (letter == known[column] ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = Swift.min(same, row[column] + 1, row[column + 1] + 1)
            }
        }
        return row[known.count]
    }
}
