// SPDX-License-Identifier: Apache-2.0

extension Step {
    /// The step as it is written in a journal: its object, its action, its undo and what both require.
    public var journalText: String { JournalText.text(write) }

    /// Adds the step as it is written in a journal.
    func write(to line: inout JournalLine) {
        ObjectReference.journalSyntax.write(object, &line)
        line.add(Self.bar)
        Action.journalSyntax.write(action, &line)
        line.add(Self.bar)
        Undo.journalSyntax.write(undo, &line)
        if skipsPoisoned {
            line.add(Self.bar)
            line.add(Self.skipping)
        }
        for condition in requires {
            line.add(Self.bar)
            Condition.journalSyntax.write(condition, &line)
        }
        for condition in undoRequires {
            line.add(Self.bar)
            line.add(Self.undoing)
            Condition.journalSyntax.write(condition, &line)
        }
    }

    private static let bar = " | "
    /// The word for ``skipsPoisoned``.
    private static let skipping = "skip-poisoned"
    /// The prefix of each of ``undoRequires``.
    private static let undoing = "undo-requires "

    /// Parses a step; returns nil for any text that ``journalText`` does not return.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let parts = Substring(text).split(separator: Self.bar, omittingEmptySubsequences: false)
        guard parts.count >= 3, let object = ObjectReference.journalSyntax.value(of: parts[0]),
            let action = Action.journalSyntax.value(of: parts[1]),
            let undo = Undo.journalSyntax.value(of: parts[2])
        else { return nil }
        let skips = parts.count > 3 && parts[3] == Self.skipping
        let conditions = parts.dropFirst(skips ? 4 : 3)
        let ofStep = conditions.prefix { !$0.hasPrefix(Self.undoing) }
        let ofUndo = conditions.dropFirst(ofStep.count)
        let requires = ofStep.compactMap { Condition.journalSyntax.value(of: $0) }
        let undoRequires = ofUndo.filter { $0.hasPrefix(Self.undoing) }.compactMap {
            Condition.journalSyntax.value(of: $0.dropFirst(Self.undoing.count))
        }
        guard requires.count == ofStep.count, undoRequires.count == ofUndo.count else { return nil }
        self.init(for: object, action: action, undo: undo, requires: requires)
        self.undoRequires = undoRequires
        skipsPoisoned = skips
    }
}

extension Step.Undo {
    /// How a step is undone, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("undo", Action.journalSyntax, Self.action) {
            if case .action(let action) = $0 { action } else { nil }
        },
        .init("nothing", .nothing),
        .init("irreversible", Loss.journalSyntax, Self.irreversible) {
            if case .irreversible(let loss) = $0 { loss } else { nil }
        },
    ])
}

extension Loss {
    /// The loss as it is written in a journal.
    fileprivate static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("alignment", .byteCount, .byteCount, { .alignment($0, blockSize: $1) }) {
            if case .alignment(let bytes, let blockSize) = $0 { (bytes, blockSize) } else { nil }
        },
        .init("data", .byteCount, Self.data) { if case .data(let size) = $0 { size } else { nil } },
        .init("contents", .byteCount, Self.contents) {
            if case .contents(let size) = $0 { size } else { nil }
        },
        .init("memory-map", .byteCount, .flag, { .memoryMap($0, inMemory: $1) }) {
            if case .memoryMap(let size, let isInMemory) = $0 { (size, isInMemory) } else { nil }
        },
    ])
}
