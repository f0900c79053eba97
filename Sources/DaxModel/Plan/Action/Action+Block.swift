// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of a memory block.
    public enum Block: Sendable, Hashable {
        /// Brings it online in a zone; without one, in the zone that the kernel chooses.
        case online(MemoryZone?)
        /// Takes it offline.
        case offline
    }
}

extension Action.Block {
    func after(on index: BlockNumber) -> Condition {
        switch self {
        case .online: .block(index, .state(.online))
        case .offline: .block(index, .state(.offline))
        }
    }

    func effect(on index: BlockNumber) -> Action.Effect {
        .write(file: KernelFile.blockState(index), value: value)
    }

    /// What is written to the block's `state`.
    public var value: String {
        switch self {
        case .online(.movable): "online_movable"
        case .online(.kernel): "online_kernel"
        case .online(nil): "online"
        case .offline: "offline"
        }
    }

    /// The change in words.
    ///
    /// - Parameter blocks: The number of the block, or the numbers of several as text.
    /// - Returns: Such as `take memory33 offline`.
    public func description(on blocks: some CustomStringConvertible) -> String {
        switch self {
        case .online(let zone?): "bring memory\(blocks) online in the \(zone.rawValue) zone"
        case .online(nil): "bring memory\(blocks) online"
        case .offline: "take memory" + blocks.description + " offline"
        }
    }

    /// The action, without its block, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("online", .zoneOrNone, Self.online) {
            if case .online(let zone) = $0 { .some(zone) } else { nil }
        },
        .init("offline", .offline),
    ])
}
