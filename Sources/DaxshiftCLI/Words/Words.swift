// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The messages for findings, for the name by which this program was called: they advise only options that it has.
struct Words: Sendable {
    /// The name by which the program was called.
    let face: Face

    /// The messages of `daxshift`.
    static let daxshift = Words(face: .daxshift)

    /// The names by which this program can be called.
    enum Face: Sendable {
        /// `daxshift`.
        case daxshift
        /// A command of `daxctl` or `ndctl`.
        case dropIn(any DropInVerb)
    }

    /// The object of a finding, the problem and the remedy, in one line.
    func line(_ finding: Finding) -> String { prefix(finding) + sentence(finding) }

    /// Another sentence about the object of a finding, in one line.
    func line(_ sentence: String, about finding: Finding) -> String { prefix(finding) + sentence }

    /// A line for each finding of a plan; warnings are marked.
    func notes(_ findings: [Finding]) -> [String] {
        findings.map { mark($0) + line($0) }
    }

    /// The problem and the remedy, without the object.
    func note(_ finding: Finding) -> String { mark(finding) + sentence(finding) }

    /// The problem.
    func problem(_ finding: Finding) -> String {
        switch finding.cause {
        case .start(let cause): text(cause)
        case .request(let cause): text(cause, finding.object)
        case .device(let cause): text(cause, finding.object?.device)
        case .blocks(let cause): text(cause)
        case .memory(let cause): text(cause)
        case .driver(let cause): text(cause)
        case .shape(let cause, let region): text(cause, region, finding.object?.device)
        case .setting(let cause): text(cause, finding.object)
        case .nvdimm(let cause): text(cause)
        case .namespace(let cause): text(cause)
        case .model(let cause): text(cause)
        case .boot(let cause): text(cause)
        case .configuration(let cause): text(cause)
        case .layout(let cause): text(cause)
        case .run(let cause): text(cause)
        case .change(let cause): text(cause)
        case .explanation(let cause): text(cause)
        }
    }

    /// The remedy; nil where none is needed, or this command line offers none.
    func remedy(_ finding: Finding) -> String? {
        finding.remedies.reduce(into: String?.none) { line, remedy in
            guard let text = text(remedy, in: finding) else { return }
            guard let before = line else { return line = text }
            line = before + (remedy.isPermission ? ", or " : "; ") + text
        }
    }

    private func text(_ remedy: Finding.Remedy, in finding: Finding) -> String? {
        guard finding.entry != nil, case .daxshift = face, case .force = remedy else {
            return text(remedy, finding.object?.device)
        }
        return "'allow: [destroy]' at the entry, together with --force, allows it"
    }

    private func sentence(_ finding: Finding) -> String {
        problem(finding) + (remedy(finding).map { "; \($0)" } ?? "")
    }

    private func mark(_ finding: Finding) -> String {
        finding.severity == .warning ? "warning: " : ""
    }

    private func prefix(_ finding: Finding) -> String {
        (finding.entry.map { "\($0): " } ?? "") + objectPrefix(finding)
    }

    private func objectPrefix(_ finding: Finding) -> String {
        switch (finding.object, finding.cause) {
        case (.device, .change), (.namespace, .change), (.nvdimmRegion, .change), (.dimm, .change):
            finding.object.map { "\($0) " } ?? ""
        case (.device, _), (.namespace, _), (.nvdimmRegion, _), (.dimm, _):
            finding.object.map { "\($0): " } ?? ""
        case (.setting(.modprobe), _): "\(KernelFile.modprobe): "
        case (.setting(let setting), .setting), (.setting(let setting), .run(.shortfall)): "\(setting): "
        case (.daxRegion, .shape(_, let region)): "no device can be made in region \(region): "
        default: ""
        }
    }

    /// The first items, and the number of the others.
    func list(_ items: [String], atMost shown: Int = 5) -> String {
        items.prefix(shown).joined(separator: ", ")
            + (items.count > shown ? " and \(items.count - shown) more" : "")
    }

    /// The program's name.
    var program: String {
        switch face {
        case .daxshift: "daxshift"
        case .dropIn(let verb): type(of: verb).program
        }
    }

    /// Whether the command line has an option.
    func takes(_ option: GitOption) -> Bool {
        switch face {
        case .daxshift: true
        case .dropIn(let verb): verb.options.contains { $0.long == option.long }
        }
    }
}

extension Finding.Remedy {
    /// Whether it lets the user accept a loss.
    fileprivate var isPermission: Bool {
        switch self {
        case .force, .allowOOM: true
        default: false
        }
    }
}
