// SPDX-License-Identifier: Apache-2.0

/// Why a request is not carried out: nothing has been written.
public struct Refusal: Error, Sendable, Hashable {
    /// The reasons, at least one.
    public var reasons: [Reason]

    /// Creates a refusal.
    ///
    /// - Parameter reasons: The reasons, at least one.
    public init(_ reasons: [Reason]) {
        self.reasons = reasons
    }

    /// Whether the only thing amiss is that something would be lost, and the user may say that it may.
    public var isOnlyLoss: Bool {
        reasons.allSatisfy { $0.kind == .loss || $0.kind == .outOfMemory }
    }

    /// One reason, and the way out.
    public struct Reason: Sendable, Hashable {
        /// What kind of reason this is.
        public var kind: Kind
        /// The device that stands in the way; nil when it is the request or the host.
        public var device: DeviceName?
        /// What is amiss.
        public var problem: String
        /// The nearest thing that would work.
        public var remedy: String
        /// What follows the way out where the command line has an option for it, such as `--allow-oom`; daxctl's has not.
        public var option: String?

        /// Creates a reason.
        ///
        /// - Parameters:
        ///   - kind: What kind of reason this is.
        ///   - device: The device that stands in the way.
        ///   - problem: What is amiss.
        ///   - remedy: The nearest thing that would work.
        ///   - option: What follows the way out where the command line has an option for it.
        public init(
            _ kind: Kind, device: DeviceName? = nil, _ problem: String, remedy: String, option: String? = nil
        ) {
            self.kind = kind
            self.device = device
            self.problem = problem
            self.remedy = remedy
            self.option = option
        }
    }

    /// The kinds of reasons.
    public enum Kind: String, Sendable, Hashable {
        /// A name matches nothing.
        case notFound = "not-found"
        /// It can't be done on this host, or not now.
        case impossible
        /// It would lose something and was not told to.
        case loss
        /// There is too little memory for it.
        case noMemory = "no-memory"
        /// The kernel would have to kill programs for it, and was not told that it may.
        case outOfMemory = "out-of-memory"
    }
}

extension Refusal.Reason: CustomStringConvertible {
    /// The device, what is amiss and the way out, in one line.
    public var description: String { plain + (option ?? "") }

    /// The same without an option of the command line.
    public var plain: String { (device.map { "\($0): " } ?? "") + "\(problem); \(remedy)" }
}
