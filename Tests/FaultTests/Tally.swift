// SPDX-License-Identifier: Apache-2.0

/// How the runs with one kind of fault ended.
struct Tally {
    private var after = 0
    private(set) var before = 0
    private var recovered = 0
    private var refused = 0
    private(set) var lost: [String] = []

    /// How a run ended.
    enum End {
        /// All is as planned.
        case after
        /// All is as before.
        case before
        /// The journal was left open, and `recover` closed it: all is as before, or as planned with `--finish`.
        case recovered
        /// The journal is damaged, and `recover` said so and changed nothing.
        case refused
        /// Anything else.
        case lost(String)
    }

    /// How many ended well.
    var survived: Int { after + before + recovered + refused }

    /// Counts a run.
    mutating func count(_ end: End, _ what: @autoclosure () -> String) {
        switch end {
        case .after: after += 1
        case .before: before += 1
        case .recovered: recovered += 1
        case .refused: refused += 1
        case .lost(let why): lost.append("\(why): \(what())")
        }
    }

    /// The line of the table.
    func line(_ kind: String) -> String {
        "faults: \(kind): \(survived + lost.count) cases, \(survived) survived (\(after) as planned, "
            + "\(before) as before, \(recovered) by recover\(refused > 0 ? ", \(refused) left alone" : ""))"
    }
}
