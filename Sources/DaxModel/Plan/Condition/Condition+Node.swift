// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of a node.
    public enum Node: Sendable, Hashable {
        /// The memory outside of the node has room for what some memory blocks of the node may hold; this is
        /// the total size of the blocks.
        case roomElsewhere(for: ByteCount)
    }
}

extension Condition.Node {
    func description(of number: NodeNumber) -> String {
        switch self {
        case .roomElsewhere(let size):
            "there is room outside of node \(number) for what memory blocks of \(size) may hold"
        }
    }

    /// The condition, without its node, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("room-elsewhere", .byteCount, Self.roomElsewhere) {
            if case .roomElsewhere(let size) = $0 { size } else { nil }
        }
    ])
}
