// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of a DIMM.
    public enum Dimm: Sendable, Hashable {
        /// Its area of labels is saved, it has labels without a namespace, or none.
        case labelled(Bool)
        /// Its area of labels is saved, and holds these bytes.
        case holds(BytePatch)
        /// Whether a driver holds it.
        case isEnabled(Bool)
        /// Its area of labels is as it was: nothing is saved that would have to be written back.
        case areaRestored
    }
}

extension Condition.Dimm {
    func description(of name: KernelName) -> String {
        switch self {
        case .labelled(let isLabelled): "\(name) has \(isLabelled ? "empty" : "no") labels"
        case .holds(let patch):
            "the labels of \(name) hold the \(patch.bytes.count) bytes at \(patch.offset)"
        case .isEnabled(let isEnabled): "\(name) is \(isEnabled ? "enabled" : "disabled")"
        case .areaRestored: "\(name) has its own labels"
        }
    }

    /// The condition, without its DIMM, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("labelled", .flag, Self.labelled) {
            if case .labelled(let isLabelled) = $0 { isLabelled } else { nil }
        },
        .init("holds", BytePatch.journalSyntax, Self.holds) {
            if case .holds(let patch) = $0 { patch } else { nil }
        },
        .init("enabled", .flag, Self.isEnabled) {
            if case .isEnabled(let isEnabled) = $0 { isEnabled } else { nil }
        },
        .init("area-restored", .areaRestored),
    ])
}
