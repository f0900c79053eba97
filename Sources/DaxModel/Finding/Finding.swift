// SPDX-License-Identifier: Apache-2.0

/// A statement about a host: why a request is refused, a side effect of a plan, why a run failed.
///
/// It holds values; the code that prints it adds the text.
public struct Finding: Sendable, Hashable {
    /// The severity.
    public var severity: Severity
    /// The object; nil for the request or the whole host.
    public var object: ObjectReference?
    /// The cause, with the evidence.
    public var cause: Cause
    /// The remedies, the best first; empty if none is needed or possible.
    public var remedies: [Remedy]
    /// The entry of a layout that the finding concerns; nil without one.
    public var entry: Layout.Key?

    /// Creates a finding.
    ///
    /// - Parameters:
    ///   - cause: The cause, with the evidence.
    ///   - object: The object.
    ///   - severity: The severity; nil for the usual one of its code.
    ///   - remedies: The remedies, the best first.
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

    /// The severity of a finding.
    public enum Severity: String, Sendable, Hashable, CaseIterable {
        /// Information: nothing is wrong.
        case note
        /// A possible problem that does not block the request.
        case warning
        /// A loss: the request is refused until the user allows it.
        case loss
        /// The request can't be done, or failed.
        case error
    }
}
