// SPDX-License-Identifier: Apache-2.0

/// The outcome of a plan.
public struct Outcome: Sendable, Hashable {
    /// The outcome for each named device.
    public var devices: [DeviceOutcome]
    /// The outcome for each named namespace, NVDIMM region and DIMM.
    public var nvdimms: [NvdimmOutcome] = []
    /// The outcome for each named setting of the host.
    public var settings: [SettingOutcome] = []
    /// Why the plan was not completed; nil when it was.
    public var failure: Failure?
    /// What the irreversible steps destroyed, in their order.
    public var gone: [Gone] = []
    /// Further facts that explain the failure.
    public var explanation: [Finding.Explanation] = []
    /// The steps that could not be undone; empty unless there was a failure.
    public var notUndone: [StepFailure]
    /// What changed on devices that were not named.
    public var othersChanged: [Finding]
    /// The processes that the kernel killed meanwhile when memory ran out, such as `process 371 (postgres)`.
    public var killed: [String] = []
    /// The host's current state, as far as a plan can change it: too little to make another plan from.
    public var inventory: Inventory
    /// Why the journal stays open although nothing is left to do for it; nil when it is closed.
    public var unclosed: String?

    /// Creates an outcome.
    ///
    /// - Parameters:
    ///   - devices: The outcome for each named device.
    ///   - failure: Why the plan was not completed.
    ///   - notUndone: The steps that could not be undone.
    ///   - othersChanged: What changed on devices that were not named.
    ///   - inventory: The host's current state.
    public init(
        devices: [DeviceOutcome], failure: Failure? = nil, notUndone: [StepFailure] = [],
        othersChanged: [Finding] = [], inventory: Inventory
    ) {
        self.devices = devices
        self.failure = failure
        self.notUndone = notUndone
        self.othersChanged = othersChanged
        self.inventory = inventory
    }

    /// Whether nothing of the plan remains after a failure.
    public var isUndone: Bool {
        gone.isEmpty && notUndone.isEmpty && devices.allSatisfy { $0.result != .left }
            && nvdimms.allSatisfy { $0.result != .left } && settings.allSatisfy { $0.result != .left }
    }

    /// Whether nothing is left to do: the plan was completed, or all of it was undone.
    public var isSettled: Bool { failure == nil || isUndone }

    /// What a step destroyed for good.
    public struct Gone: Sendable, Hashable {
        /// The object that the step was done for.
        public var object: ObjectReference
        /// What is lost.
        public var loss: Loss
        /// Whether it is known to be lost: the step was done, and not just begun.
        public var isCertain: Bool

        /// Creates a loss.
        ///
        /// - Parameters:
        ///   - object: The object that the step was done for.
        ///   - loss: What is lost.
        ///   - isCertain: Whether it is known to be lost.
        public init(object: ObjectReference, loss: Loss, isCertain: Bool) {
            self.object = object
            self.loss = loss
            self.isCertain = isCertain
        }
    }

    /// Why a plan was not completed.
    public enum Failure: Error, Sendable, Hashable {
        /// A step failed, which was done for this object.
        case step(StepFailure, for: ObjectReference)
        /// All steps were done, but an object does not match its goal.
        case goal(ObjectReference, Finding.Shortfall)
        /// The name now means another object than when the plan was made.
        case renamed(ObjectReference)
        /// The user interrupted the run.
        case interrupted
        /// A step was not tried, since the journal could not be written: the operation, and the system's
        /// error.
        case journal(String)
        /// Not all that another run began could be undone.
        case notPutBack

        /// The object that the failure is about; nil when it is the run.
        public var object: ObjectReference? {
            switch self {
            case .step(_, let object), .goal(let object, _), .renamed(let object): object
            case .interrupted, .journal, .notPutBack: nil
            }
        }

        /// The failure as a finding.
        public var finding: Finding {
            let cause: Finding.RunCause =
                switch self {
                case .step(let failure, _): .step(failure)
                case .goal(_, let shortfall): .shortfall(shortfall)
                case .renamed: .renamed
                case .interrupted: .interrupted
                case .journal(let problem): .journal(problem)
                case .notPutBack: .notPutBack
                }
            // A failed step on a setting of the host is a failure of the run.
            if case .step(_, .setting) = self { return Finding(.run(cause)) }
            return Finding(.run(cause), about: object)
        }
    }

    /// The outcome for one device.
    public struct DeviceOutcome: Sendable, Hashable {
        /// The device.
        public var name: DeviceName
        /// The result.
        public var result: Result
        /// Whether its size or its place was to change.
        public var isReshaped: Bool
        /// The blocks that stay offline, for each has a poisoned page; N of each `memoryN`, ascending.
        public var poisoned: [BlockNumber] = []

        /// Creates the outcome for a device.
        ///
        /// - Parameters:
        ///   - name: The device.
        ///   - result: The result.
        ///   - isReshaped: Whether its size or its place was to change.
        public init(name: DeviceName, result: Result, isReshaped: Bool = false) {
            self.name = name
            self.result = result
            self.isReshaped = isReshaped
        }
    }

    /// The outcome for one namespace, NVDIMM region or DIMM.
    public struct NvdimmOutcome: Sendable, Hashable {
        /// The object.
        public var object: ObjectReference
        /// The result.
        public var result: Result

        /// Creates the outcome for an object.
        ///
        /// - Parameters:
        ///   - object: The object.
        ///   - result: The result.
        public init(_ object: ObjectReference, _ result: Result) {
            self.object = object
            self.result = result
        }
    }

    /// The outcome for one setting of the host.
    public struct SettingOutcome: Sendable, Hashable {
        /// The setting.
        public var setting: ObjectReference.Setting
        /// The result.
        public var result: Result

        /// Creates the outcome for a setting.
        ///
        /// - Parameters:
        ///   - setting: The setting.
        ///   - result: The result.
        public init(_ setting: ObjectReference.Setting, _ result: Result) {
            self.setting = setting
            self.result = result
        }
    }

    /// The possible results for an object.
    public enum Result: String, Sendable, Hashable {
        /// It already was as requested.
        case unchanged
        /// It is now as requested.
        case changed
        /// The failure is about it; it is as it was before.
        case failed
        /// It was changed, or was to be changed, and is as it was before.
        case rolledBack = "rolled-back"
        /// It is neither as requested nor as it was before.
        case left
    }
}
