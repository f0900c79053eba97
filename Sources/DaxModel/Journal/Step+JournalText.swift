// SPDX-License-Identifier: Apache-2.0

extension Step {
    /// The step as it stands in a journal: its device, its action, its undo and what it requires.
    public var journalText: String { JournalText.text(write) }

    /// Adds the step as it stands in a journal.
    func write(to line: inout JournalLine) {
        if let device {
            line.add("dax", device.region)
            line.add(".", device.device)
        } else {
            line.add(JournalText.none)
        }
        line.add(Self.bar)
        Action.journalSyntax.write(action, &line)
        line.add(Self.bar)
        undo.write(to: &line)
        if skipsPoisoned {
            line.add(Self.bar)
            line.add(Self.skipping)
        }
        for condition in requires {
            line.add(Self.bar)
            Condition.journalSyntax.write(condition, &line)
        }
    }

    private static let bar = " | "
    /// What stands for ``skipsPoisoned``.
    private static let skipping = "skip-poisoned"

    /// Creates a step from just what ``journalText`` makes, or returns nil for anything else.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let parts = Substring(text).split(separator: Self.bar, omittingEmptySubsequences: false)
        guard parts.count >= 3, let action = Action.journalSyntax.value(of: parts[1]),
            let undo = Undo(journalText: parts[2])
        else { return nil }
        let device = DeviceName(parts[0])
        let skips = parts.count > 3 && parts[3] == Self.skipping
        let conditions = parts.dropFirst(skips ? 4 : 3)
        let requires = conditions.compactMap { Condition.journalSyntax.value(of: $0) }
        guard device != nil || parts[0] == JournalText.none, requires.count == conditions.count else {
            return nil
        }
        self.init(device: device, action: action, undo: undo, requires: requires)
        skipsPoisoned = skips
    }
}

extension Step.Undo {
    /// Adds how the step is taken back, as it stands in a journal.
    fileprivate func write(to line: inout JournalLine) {
        switch self {
        case .action(let action): Action.journalSyntax.write(action, &line)
        case .stays(let reason): line.add("stays \(JournalText.sentence(reason))")
        }
    }

    /// Creates an undo from just what ``Step/journalText`` makes, or returns nil for anything else.
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
            guard let action = Action.journalSyntax.value(of: text) else { return nil }
            self = .action(action)
        }
    }
}
