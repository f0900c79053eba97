// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of an NVDIMM region.
    public enum NvdimmRegion: Sendable, Hashable {
        /// Whether `nd_region` holds it.
        case isEnabled(Bool)
    }
}

extension Condition.NvdimmRegion {
    func description(of name: KernelName) -> String {
        switch self {
        case .isEnabled(let isEnabled): "\(name) is \(isEnabled ? "enabled" : "disabled")"
        }
    }

    /// The condition, without its region, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("enabled", .flag, Self.isEnabled) {
            if case .isEnabled(let isEnabled) = $0 { isEnabled } else { nil }
        }
    ])
}
