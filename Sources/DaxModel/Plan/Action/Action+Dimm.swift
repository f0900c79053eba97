// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of the labels of a DIMM; none of its regions has a driver meanwhile.
    public enum Dimm: Sendable, Hashable {
        /// Saves the area of the labels, writes new, empty labels of version 1.2, and binds the DIMM anew.
        case initializeLabels
        /// Saves the area of the labels, overwrites it with zeros, and binds the DIMM anew.
        case zeroLabels
        /// Writes the saved area back, and binds the DIMM anew.
        case restoreLabels
    }
}

extension Action.Dimm {
    func after(on name: KernelName) -> Condition {
        switch self {
        case .initializeLabels: .dimm(name, .labelled(true))
        case .zeroLabels: .dimm(name, .labelled(false))
        case .restoreLabels: .dimm(name, .areaRestored)
        }
    }

    func effect(on name: KernelName) -> Action.Effect {
        switch self {
        case .initializeLabels: .call("ndctl_dimm_init_labels", name)
        case .zeroLabels: .call("ndctl_dimm_zero_labels", name)
        case .restoreLabels: .call("ndctl_cmd_new_cfg_write", name)
        }
    }

    var result: String {
        switch self {
        case .initializeLabels: "empty labels"
        case .zeroLabels: "no labels"
        case .restoreLabels: "its labels"
        }
    }

    func description(on name: KernelName) -> String {
        switch self {
        case .initializeLabels: "save the labels of \(name) and write new, empty ones"
        case .zeroLabels: "save the labels of \(name) and erase them"
        case .restoreLabels: "write the labels of \(name) back"
        }
    }

    /// The action, without its DIMM, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("initialize-labels", .initializeLabels), .init("zero-labels", .zeroLabels),
        .init("restore-labels", .restoreLabels),
    ])
}
