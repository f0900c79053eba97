// SPDX-License-Identifier: Apache-2.0

/// Why a request is not carried out: nothing has been written.
public struct Refusal: Error, Sendable, Hashable {
    /// What stands in the way, at least one finding.
    public var findings: [Finding]

    /// Creates a refusal.
    ///
    /// - Parameter findings: What stands in the way, at least one finding.
    public init(_ findings: [Finding]) {
        self.findings = findings
    }

    /// Creates a refusal for one reason.
    ///
    /// - Parameters:
    ///   - cause: What stands in the way.
    ///   - object: What it is about; nil when it is the request or the host.
    ///   - remedies: What would help, the nearest first.
    init(_ cause: Finding.Cause, about object: ObjectReference? = nil, remedies: Finding.Remedy...) {
        var finding = Finding(cause, about: object)
        finding.remedies = remedies
        findings = [finding]
    }

    /// Whether the only thing amiss is that something would be lost, and the user may say that it may.
    public var isOnlyLoss: Bool {
        findings.allSatisfy { $0.severity == .loss }
    }
}
