// SPDX-License-Identifier: Apache-2.0

/// How carrying out a plan ended.
public struct Outcome: Sendable, Hashable {
    /// How it ended for each device that was named.
    public var devices: [DeviceOutcome]
    /// Why it was not carried out to the end; nil when it was.
    public var failure: Failure?
    /// What steps destroyed that can't be undone, in their order.
    public var gone: [Gone] = []
    /// What explains the failure beyond its own cause.
    public var explanation: [Finding.Explanation] = []
    /// The steps that could not be taken back, empty unless there was a failure.
    public var notUndone: [StepFailure]
    /// What changed on devices that were not named.
    public var othersChanged: [Finding]
    /// The processes that the kernel killed meanwhile for want of memory, such as `process 371 (postgres)`.
    public var killed: [String] = []
    /// What the host looks like now.
    public var inventory: Inventory
    /// Why the journal stays open although nothing is left to do for it; nil when it is closed.
    public var unclosed: String?

    /// Creates an outcome.
    ///
    /// - Parameters:
    ///   - devices: How it ended for each device that was named.
    ///   - failure: Why it was not carried out to the end.
    ///   - notUndone: The steps that could not be taken back.
    ///   - othersChanged: What changed on devices that were not named.
    ///   - inventory: What the host looks like now.
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

    /// Whether a failure left nothing behind.
    public var isUndone: Bool {
        gone.isEmpty && notUndone.isEmpty && devices.allSatisfy { $0.result != .left }
    }

    /// Whether nothing is left to do: the plan was carried out to its end, or all of it was undone.
    public var isSettled: Bool { failure == nil || isUndone }

    /// What a step destroyed for good.
    public struct Gone: Sendable, Hashable {
        /// The object that the step was done for.
        public var object: ObjectReference
        /// What is lost.
        public var loss: Loss
        /// Whether it is known to be lost: the step was done, and not just begun.
        public var isCertain: Bool

        /// Creates what is gone.
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

    /// Why a plan was not carried out to the end.
    public enum Failure: Error, Sendable, Hashable {
        /// A step failed, which was done for this object.
        case step(StepFailure, for: ObjectReference)
        /// All steps were done, but an object does not match its goal.
        case goal(ObjectReference, Finding.Shortfall)
        /// The name stands for another object than when the plan was made.
        case renamed(ObjectReference)
        /// The user interrupted the run.
        case interrupted
        /// A step was not tried, for the journal could not be written: what was tried, and the system's answer.
        case journal(String)
        /// What another run began could not all be put back.
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
            // A step on a setting of the host is about the run.
            return Finding(.run(cause), about: object?.device.map { .device($0) })
        }
    }

    /// How it ended for one device.
    public struct DeviceOutcome: Sendable, Hashable {
        /// The device.
        public var name: DeviceName
        /// How it ended.
        public var result: Result
        /// Whether its size or its place was to change.
        public var isReshaped: Bool
        /// The blocks that stay offline, for each has a poisoned page; N of each `memoryN`, ascending.
        public var poisoned: [Int] = []

        /// Creates the outcome for a device.
        ///
        /// - Parameters:
        ///   - name: The device.
        ///   - result: How it ended.
        ///   - isReshaped: Whether its size or its place was to change.
        public init(name: DeviceName, result: Result, isReshaped: Bool = false) {
            self.name = name
            self.result = result
            self.isReshaped = isReshaped
        }
    }

    /// How it can end for a device.
    public enum Result: String, Sendable, Hashable {
        /// It was as asked for already.
        case unchanged
        /// It is now as asked for.
        case changed
        /// It is what the failure is about; it is as it was before.
        case failed
        /// It had been changed, or was to be, and is as it was before.
        case rolledBack = "rolled-back"
        /// It is neither as asked for nor as it was before.
        case left
    }
}
