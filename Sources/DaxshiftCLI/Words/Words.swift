// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The words for findings under the name by which this program was called: it advises no option that there is not.
struct Words: Sendable {
    /// The face that speaks.
    let face: Face

    /// The words of `daxshift`.
    static let daxshift = Words(face: .daxshift)

    /// The names by which this program can be called.
    enum Face: Sendable {
        /// `daxshift`.
        case daxshift
        /// A command of `daxctl`.
        case daxctl(DaxctlVerb)
    }

    /// What a finding is about, what was found and what would help, in one line.
    func line(_ finding: Finding) -> String { prefix(finding) + sentence(finding) }

    /// A line for each finding that a plan brings, with its severity where something may be wrong.
    func notes(_ findings: [Finding]) -> [String] {
        findings.map { mark($0) + line($0) }
    }

    /// What was found and what would help, where it is clear what that is about.
    func note(_ finding: Finding) -> String { mark(finding) + sentence(finding) }

    /// What was found.
    func problem(_ finding: Finding) -> String {
        switch finding.cause {
        case .request(let cause): text(cause)
        case .device(let cause): text(cause, finding.object?.device)
        case .blocks(let cause): text(cause)
        case .memory(let cause): text(cause)
        case .driver(let cause): text(cause)
        case .shape(let cause, let region): text(cause, region)
        case .model(let cause): text(cause)
        case .boot(let cause): text(cause)
        case .configuration(let cause): text(cause)
        case .run(let cause): text(cause)
        case .change(let cause): text(cause)
        case .explanation(let cause): text(cause)
        }
    }

    /// What would help; nil where nothing need be done, or nothing can under this name.
    func remedy(_ finding: Finding) -> String? {
        finding.remedies.reduce(into: String?.none) { line, remedy in
            guard let text = text(remedy, finding.object?.device) else { return }
            guard let before = line else { return line = text }
            line = before + (remedy.isPermission ? ", or " : "; ") + text
        }
    }

    private func sentence(_ finding: Finding) -> String {
        problem(finding) + (remedy(finding).map { "; \($0)" } ?? "")
    }

    private func mark(_ finding: Finding) -> String {
        finding.severity == .warning ? "warning: " : ""
    }

    private func prefix(_ finding: Finding) -> String {
        switch (finding.object, finding.cause) {
        case (.device(let name), .change): "\(name) "
        case (.device(let name), _): "\(name): "
        case (.setting(.modprobe), _): "\(KernelFile.modprobe): "
        case (.daxRegion, .shape(_, let region)): "no device can be made in region \(region): "
        default: ""
        }
    }

    /// The first of some things, and how many more there are.
    func list(_ items: [String], atMost shown: Int = 5) -> String {
        items.prefix(shown).joined(separator: ", ")
            + (items.count > shown ? " and \(items.count - shown) more" : "")
    }

    /// The name by which this program was called.
    var program: String {
        switch face {
        case .daxshift: "daxshift"
        case .daxctl: "daxctl"
        }
    }

    /// Whether the command line has an option.
    func takes(_ option: GitOption) -> Bool {
        switch face {
        case .daxshift: true
        case .daxctl(let verb): verb.options.contains(option)
        }
    }
}

extension Finding.Remedy {
    /// Whether it has the user say that something may be lost.
    fileprivate var isPermission: Bool {
        switch self {
        case .force, .allowOOM: true
        default: false
        }
    }
}
