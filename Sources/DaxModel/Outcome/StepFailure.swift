// SPDX-License-Identifier: Apache-2.0

/// Why an action failed.
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
        /// The kernel refused the value that was written to the file.
        case refused(file: String, value: String, ErrorNumber)
        /// The step's time ended before the kernel accepted the value; this is its last error.
        case timedOut(file: String, ErrorNumber)
        /// A required file could not be read.
        case unreadable(file: String, ErrorNumber)
        /// The module's code could not be loaded.
        case notLoaded(module: String, ErrorNumber)
        /// A program ended with this status; nil when it was stopped, at the end of its time or by the user.
        case failed(program: [String], status: Int32?)
        /// A precondition does not hold: something else changed the host.
        case unmet(Condition)
        /// The kernel accepted the value, but the condition that should hold afterwards does not.
        case noEffect(Condition)
    }
}

extension StepFailure {
    /// Whether another try may succeed: a block that is busy now may be free in a moment.
    ///
    /// A driver that is being registered holds its devices before it has the files `bind` and `unbind`.
    public var mayPass: Bool {
        switch (action, cause) {
        case (.block(_, .offline), .refused(_, _, .busy)), (.block(_, .offline), .refused(_, _, .tryAgain)),
            (.device(_, .bind), .refused(_, _, .noSuchFile)),
            (.device(_, .unbind), .refused(_, _, .noSuchFile)):
            true
        default: false
        }
    }
}

extension StepFailure {
    /// Whether a block stays offline because the kernel knows of a poisoned page in it.
    public var isOfPoison: Bool {
        if case (.block(_, .online), .refused(_, _, .poisoned)) = (action, cause) { true } else { false }
    }
}

extension StepFailure: CustomStringConvertible {
    /// The action, the file and the kernel's error, in one line.
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
