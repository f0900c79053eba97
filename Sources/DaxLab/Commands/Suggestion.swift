// SPDX-License-Identifier: Apache-2.0

/// The nearest of the known words, as the end of a message about one that is not known.
///
/// - Parameters:
///   - word: What was written.
///   - known: What could have been written.
/// - Returns: `did you mean "latency"? Known: cpus, latency`; without the question when nothing is near.
func suggestion(for word: String, among known: [String]) -> String {
    let nearest = known.min { distance(word, $0) < distance(word, $1) }
    let list = "known: " + known.joined(separator: ", ")
    guard let nearest, distance(word, nearest) <= max(2, word.count / 3) else { return list }
    return "did you mean \"\(nearest)\"? (\(list))"
}

/// The number of characters to insert, remove or replace to get from one word to the other.
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
