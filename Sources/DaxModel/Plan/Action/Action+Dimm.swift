// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of a DIMM or its labels; none of its regions has a driver meanwhile.
    public enum Dimm: Sendable, Hashable {
        /// Saves the area of the labels, writes new, empty labels, and binds the DIMM anew.
        case initializeLabels(LabelVersion)
        /// Saves the area of the labels, overwrites it with zeros, and binds the DIMM anew.
        case zeroLabels
        /// Saves the area of the labels, overwrites a part of it, and binds the DIMM anew.
        case writeLabels(BytePatch)
        /// Writes the saved area back, and binds the DIMM anew.
        case restoreLabels
        /// Binds the DIMM to its driver.
        case enable
        /// Unbinds the DIMM from its driver.
        case disable
    }
}

extension Action.Dimm {
    func after(on name: KernelName) -> Condition {
        switch self {
        case .initializeLabels: .dimm(name, .labelled(true))
        case .zeroLabels: .dimm(name, .labelled(false))
        case .writeLabels(let patch): .dimm(name, .holds(patch))
        case .restoreLabels: .dimm(name, .areaRestored)
        case .enable: .dimm(name, .isEnabled(true))
        case .disable: .dimm(name, .isEnabled(false))
        }
    }

    func effect(on name: KernelName) -> Action.Effect {
        switch self {
        case .initializeLabels: .call("ndctl_dimm_init_labels", name)
        case .zeroLabels: .call("ndctl_dimm_zero_labels", name)
        case .writeLabels, .restoreLabels: .call("ndctl_cmd_new_cfg_write", name)
        case .enable: .write(file: KernelFile.bind(.nvdimm), value: name.rawValue)
        case .disable: .write(file: KernelFile.unbind(.nvdimm), value: name.rawValue)
        }
    }

    var result: String {
        switch self {
        case .initializeLabels: "empty labels"
        case .zeroLabels: "no labels"
        case .writeLabels: "new bytes"
        case .restoreLabels: "its labels"
        case .enable: "enabled"
        case .disable: "no driver"
        }
    }

    func description(on name: KernelName) -> String {
        switch self {
        case .initializeLabels(let version):
            "save the labels of \(name) and write new, empty ones of version \(version.rawValue)"
        case .zeroLabels: "save the labels of \(name) and erase them"
        case .writeLabels(let patch):
            "save the labels of \(name) and write \(patch.bytes.count) bytes at \(patch.offset)"
        case .restoreLabels: "write the labels of \(name) back"
        case .enable: "enable \(name)"
        case .disable: "disable \(name)"
        }
    }

    /// The action, without its DIMM, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("initialize-labels", .labelVersion, Self.initializeLabels) {
            if case .initializeLabels(let version) = $0 { version } else { nil }
        },
        .init("zero-labels", .zeroLabels),
        .init("write-labels", BytePatch.journalSyntax, Self.writeLabels) {
            if case .writeLabels(let patch) = $0 { patch } else { nil }
        },
        .init("restore-labels", .restoreLabels), .init("enable", .enable), .init("disable", .disable),
    ])
}
