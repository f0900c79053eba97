// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of an NVDIMM region.
    public enum NvdimmRegion: Sendable, Hashable {
        /// Binds it to `nd_region`, which finds its namespaces.
        case enable
        /// Unbinds it from `nd_region`; its namespaces are gone.
        case disable
    }
}

extension Action.NvdimmRegion {
    func after(on name: KernelName) -> Condition { .nvdimmRegion(name, .isEnabled(self == .enable)) }

    func effect(on name: KernelName) -> Action.Effect {
        .write(
            file: self == .enable ? KernelFile.bind(.ndRegion) : KernelFile.unbind(.ndRegion),
            value: name.rawValue)
    }

    var result: String { self == .enable ? "enabled" : "disabled" }

    func description(on name: KernelName) -> String { "\(self == .enable ? "enable" : "disable") \(name)" }

    /// The action, without its region, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("enable", .enable), .init("disable", .disable),
    ])
}
