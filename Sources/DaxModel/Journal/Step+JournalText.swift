// SPDX-License-Identifier: Apache-2.0

extension Step {
    /// The step as it stands in a journal: its device, its action and its undo, with bars between them.
    public var journalText: String {
        "\(device?.description ?? JournalText.none) | \(action.journalText) | \(undo.journalText)"
    }

    /// Creates a step from just what ``journalText`` makes, or returns nil for anything else.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let parts = Substring(text).split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].last == " ", parts[1].first == " ", parts[1].last == " ",
            parts[2].first == " ", parts[1].count > 2
        else { return nil }
        let name = parts[0].dropLast()
        let device = DeviceName(name)
        guard device != nil || name == JournalText.none,
            let action = Action(journalText: parts[1].dropFirst().dropLast()),
            let undo = Undo(journalText: parts[2].dropFirst())
        else { return nil }
        self.init(device: device, action: action, undo: undo)
    }
}

extension Step.Undo {
    /// How the step is taken back, as it stands in a journal.
    public var journalText: String {
        switch self {
        case .action(let action): action.journalText
        case .stays(let reason): "stays \(JournalText.sentence(reason))"
        }
    }

    /// Creates an undo from just what ``journalText`` makes, or returns nil for anything else.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let stays = "stays "
        if text.hasPrefix(stays) {
            guard let reason = JournalText.sentence(parsing: Substring(text.dropFirst(stays.count))) else {
                return nil
            }
            self = .stays(reason)
        } else {
            guard let action = Action(journalText: text) else { return nil }
            self = .action(action)
        }
    }
}
