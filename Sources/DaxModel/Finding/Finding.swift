// SPDX-License-Identifier: Apache-2.0

/// Something that is said about a host: why a request is refused, what a plan means besides, why a run failed.
///
/// It holds values; whatever prints it finds the words.
public struct Finding: Sendable, Hashable {
    /// How much it stands in the way.
    public var severity: Severity
    /// What it is about; nil when it is the request or the whole host.
    public var object: ObjectReference?
    /// What was found, with the evidence.
    public var cause: Cause
    /// What would help, the nearest first; empty when nothing need be done or nothing can.
    public var remedies: [Remedy]

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - cause: What was found, with the evidence.
    ///   - object: What it is about.
    ///   - severity: How much it stands in the way; nil for what its code usually does.
    ///   - remedies: What would help, the nearest first.
    public init(
        _ cause: Cause, about object: ObjectReference? = nil, severity: Severity? = nil,
        remedies: Remedy...
    ) {
        self.cause = cause
        self.object = object
        self.severity = severity ?? cause.code.severity
        self.remedies = remedies
    }

    /// The stable name of the cause.
    public var code: Code { cause.code }

    /// How much a finding stands in the way.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// Nothing is wrong; the user should know it.
        case note
        /// It may be wrong, and stands in the way of nothing that was asked for.
        case warning
        /// Something would be lost: it stands in the way until the user says that it may be.
        case loss
        /// It can't be done, or was not.
        case error
    }
}
