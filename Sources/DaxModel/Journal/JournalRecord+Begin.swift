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
            note: "\(place): \(step.oldValue) to \(action.result)\(device)")
    }
}

extension Step {
    fileprivate var oldValue: String {
        switch undo {
        case .action(let undo): undo.result
        case .stays: "not loaded"
        }
    }
}

extension Action {
    /// What is there afterwards, in a word or two.
    fileprivate var result: String {
        switch self {
        case .bind(_, let driver, _): driver.rawValue
        case .unbind: "no driver"
        case .forget: "not listed"
        case .online, .offline, .setAutoOnline, .setAutoprobe, .setModprobe: value
        case .bindNvdimm(_, let driver): driver.rawValue
        case .unbindNvdimm: "no driver"
        case .load: "loaded"
        case .create: "there"
        case .delete: "gone"
        case .setAlign: value
        case .map(_, let range, let ranges): JournalText.ranges(ranges + [range])
        case .unmap(_, _, let ranges): JournalText.ranges(ranges)
        }
    }
}
