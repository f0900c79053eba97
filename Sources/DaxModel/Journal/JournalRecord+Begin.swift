// SPDX-License-Identifier: Apache-2.0

extension JournalRecord {
    /// The record that stands before a step's write: what, where, the old and the new value, and on what.
    ///
    /// - Parameters:
    ///   - index: The step's index.
    ///   - step: The step.
    ///   - ranges: The physical ranges of its device, when it has one.
    /// - Returns: The record.
    public static func begin(_ index: Int, _ step: Step, on ranges: [PhysicalRange]) -> JournalRecord {
        let action = step.action
        let place = action.file ?? "the module \(action.value)"
        let device = step.device.map { " of \($0) at \(JournalText.ranges(ranges))" } ?? ""
        return .event(
            JournalEvent(.begin, step: index),
            note: "\(place): \(step.oldValue) to \(action.newValue)\(device)")
    }
}

extension Step {
    fileprivate var oldValue: String {
        switch undo {
        case .action(let undo): undo.after.value
        case .stays: "absent"
        }
    }
}

extension Action {
    fileprivate var newValue: String {
        switch self {
        case .online: value
        default: after.value
        }
    }
}

extension Condition {
    /// What is read where the condition holds.
    fileprivate var value: String {
        switch self {
        case .ranges(_, let ranges): JournalText.ranges(ranges)
        case .driver(_, let driver): driver?.rawValue ?? "no driver"
        case .registered: "loaded"
        case .noneOnline: "offline"
        case .block(_, let state): state.rawValue
        case .autoOnline(let policy): policy.rawValue
        case .autoprobe(let isOn): isOn ? "1" : "0"
        }
    }
}
