// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of a memory block.
    public enum Block: Sendable, Hashable {
        /// It is in this state.
        case state(MemoryBlock.State)
        /// It is online in this zone.
        case zone(MemoryZone)
    }
}

extension Condition.Block {
    func description(of index: BlockNumber) -> String {
        switch self {
        case .state(let state): "memory\(index) is \(state.rawValue)"
        case .zone(let zone): "memory\(index) is online in the \(zone.rawValue) zone"
        }
    }

    /// The condition, without its block, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("state", .state, Self.state) { if case .state(let state) = $0 { state } else { nil } },
        .init("zone", .zone, Self.zone) { if case .zone(let zone) = $0 { zone } else { nil } },
    ])
}
