// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// The original state of each thing that some steps changed.
    ///
    /// - Parameter indexes: The steps, ascending.
    /// - Returns: A condition for each thing that can be brought back, with the object for which it was changed.
    public func origin(of indexes: [Int]) -> [Action.Subject: Origin] {
        var origin: [Action.Subject: Origin] = [:]
        for index in indexes {
            let step = steps[index]
            guard case .action(let undo) = step.undo, origin[step.action.subject] == nil else { continue }
            origin[step.action.subject] = Origin(object: step.object, condition: step.isBack(undo))
        }
        return origin
    }

    /// The original state of a thing.
    public struct Origin: Sendable, Hashable {
        /// The object for which it was changed.
        public var object: ObjectReference
        /// The condition that held.
        public var condition: Condition
    }
}

extension Step {
    /// The condition that holds once an action has undone the step.
    ///
    /// A block that is gone counts as offline, and a device that is gone as unbound. A block that is online
    /// in another zone is not restored.
    ///
    /// - Parameter undo: The action.
    /// - Returns: The condition.
    public func isBack(_ undo: Action) -> Condition {
        switch (undo, object.device) {
        case (.block(let index, .offline), let device?): .device(device, .noneOnline([index]))
        case (.block(let index, .online(let zone?)), _): .block(index, .zone(zone))
        case (.device(let name, .unbind), _): .device(name, .unheld)
        case (.namespace(let name, .disable), _): .namespace(name, .disabled)
        default: undo.after
        }
    }
}
