// SPDX-License-Identifier: Apache-2.0

/// A line of a file of `Compared`: a command that is run with the real daxctl or ndctl and with daxshift under its name.
struct ComparedCommand {
    /// The name of the command in that file.
    let name: String
    /// What the tool's script in `Compared` does before it.
    let state: String
    /// Its words, as a shell reads them.
    let words: String
    /// The hosts and kernels on which it is run, such as `nvdimm-6.1`.
    let places: [String]
    /// The rows of the tool's page that say why the two differ.
    private(set) var reasons: [String] = []
    /// The differences between the two: the statuses as `0>240`, `out`, `err` and `state`.
    private(set) var differences: [String] = []
    /// The text that daxshift prints on standard error and the real tool does not; empty for no particular
    /// text.
    let told: String

    /// The command as `compare.bash` takes it.
    var guestLine: String { "\(name)|\(state)|\(words)" }

    /// A line in none of the forms that the beginning of the file describes.
    struct Malformed: Error, Hashable {
        let line: String
    }

    /// Reads all lines of the file.
    static func all(in text: String) throws(Malformed) -> [ComparedCommand] {
        var places: [String] = []
        var commands: [ComparedCommand] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            if line.hasPrefix("on ") {
                places = line.split(separator: " ").dropFirst().map(String.init)
            } else {
                commands.append(try ComparedCommand(line, on: places))
            }
        }
        return commands
    }

    private init(_ line: Substring, on places: [String]) throws(Malformed) {
        let fields = line.split(separator: "|", omittingEmptySubsequences: false).map {
            String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard fields.count == 4 || fields.count == 5, !fields[0].isEmpty, !fields[1].isEmpty, !places.isEmpty
        else { throw Malformed(line: String(line)) }
        (name, state, words, self.places) = (fields[0], fields[1], fields[2], places)
        told = fields.count == 5 ? fields[4] : ""
        for word in fields[3].split(separator: " ").map(String.init) {
            if word.contains(">") || ["out", "err", "state"].contains(word) {
                differences.append(word)
            } else {
                reasons.append(word)
            }
        }
    }
}
