// SPDX-License-Identifier: Apache-2.0

/// Why an action did not do what it should.
public struct StepFailure: Error, Sendable, Hashable {
    /// What was tried.
    public var action: Action
    /// What went wrong.
    public var cause: Cause

    /// Creates a failure.
    ///
    /// - Parameters:
    ///   - action: What was tried.
    ///   - cause: What went wrong.
    public init(_ action: Action, _ cause: Cause) {
        self.action = action
        self.cause = cause
    }

    /// What can go wrong.
    public enum Cause: Sendable, Hashable {
        /// The kernel did not take the value that was written to the file.
        case refused(file: String, value: String, ErrorNumber)
        /// The step's time was over before the kernel took the value; this is what it gave last.
        case timedOut(file: String, ErrorNumber)
        /// A file that must be read could not be.
        case unreadable(file: String, ErrorNumber)
        /// The module's code could not be loaded.
        case notLoaded(module: String, ErrorNumber)
        /// A program ended with this status; nil when it was stopped, for its time was over or the user interrupted it.
        case failed(program: [String], status: Int32?)
        /// What must be true before is not: somebody else changed it.
        case unmet(Condition)
        /// The kernel took the value, and what should be true afterwards is not.
        case noEffect(Condition)
    }
}

extension StepFailure {
    /// Whether another try may succeed: a block that is busy now may be free in a moment.
    public var mayPass: Bool {
        switch (action, cause) {
        case (.block(_, .offline), .refused(_, _, .busy)), (.block(_, .offline), .refused(_, _, .tryAgain)):
            true
        default: false
        }
    }
}

extension StepFailure {
    /// Whether a block stays offline since the kernel knows a page of it to be poisoned.
    public var isOfPoison: Bool {
        if case (.block(_, .online), .refused(_, _, .poisoned)) = (action, cause) { true } else { false }
    }
}

extension StepFailure: CustomStringConvertible {
    /// What was tried, on which file, and the kernel's answer, in one line.
    public var description: String {
        switch cause {
        case .refused(let file, let value, let errno):
            "could not \(action): writing \"\(value)\" to \(file) gave \(errno)"
        case .timedOut(let file, let errno):
            "could not \(action) in the time that a step may take: \(file) gave \(errno)"
        case .unreadable(let file, let errno): "could not \(action): reading \(file) gave \(errno)"
        case .notLoaded(let module, let errno): "could not \(action): loading \(module) gave \(errno)"
        case .failed(let program, let status?):
            "could not \(action): '\(program.joined(separator: " "))' ended with status \(status)"
        case .failed(let program, nil):
            "could not \(action): '\(program.joined(separator: " "))' was stopped"
        case .unmet(.node(let node, .roomElsewhere)):
            "did not \(action): other memory than that of node \(node) has fallen to the kernel's watermarks"
        case .unmet(let condition): "did not \(action): a precondition no longer holds: \(condition)"
        case .noEffect(let condition):
            "could not \(action): \(action.effect.success), yet it is not true that \(condition)"
        }
    }
}
