// SPDX-License-Identifier: Apache-2.0

/// Why a request is not carried out: nothing has been written.
public struct Refusal: Error, Sendable, Hashable {
    /// The reasons; at least one finding.
    public var findings: [Finding]

    /// Creates a refusal.
    ///
    /// - Parameter findings: The reasons; at least one finding.
    public init(_ findings: [Finding]) {
        self.findings = findings
    }

    /// Creates a refusal for one reason.
    ///
    /// - Parameters:
    ///   - cause: The reason.
    ///   - object: The object that it is about; nil when it is the request or the host.
    ///   - remedies: What would help, the nearest first.
    init(_ cause: Finding.Cause, about object: ObjectReference? = nil, remedies: Finding.Remedy...) {
        var finding = Finding(cause, about: object)
        finding.remedies = remedies
        findings = [finding]
    }

    /// Whether the only reasons are losses that the user may allow.
    public var isOnlyLoss: Bool {
        findings.allSatisfy { $0.severity == .loss }
    }
}
