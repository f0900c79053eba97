// SPDX-License-Identifier: Apache-2.0

/// The nearest known word, as the end of a message about an unknown one.
///
/// - Parameters:
///   - word: The unknown word.
///   - known: The known words.
/// - Returns: `did you mean "latency"? Known: cpus, latency`; without the question if none is near.
func suggestion(for word: String, among known: [String]) -> String {
    let nearest = known.min { distance(word, $0) < distance(word, $1) }
    let list = "known: " + known.joined(separator: ", ")
    guard let nearest, distance(word, nearest) <= max(2, word.count / 3) else { return list }
    return "did you mean \"\(nearest)\"? (\(list))"
}

/// The edit distance: the number of characters to insert, remove or replace.
private func distance(_ from: String, _ to: String) -> Int {
    let target = Array(to)
    var row = Array(0...target.count)
    for (i, character) in from.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in target.enumerated() {
            let replaced = diagonal + (character == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(replaced, diagonal + 1, row[j] + 1)
        }
    }
    return row[target.count]
}
