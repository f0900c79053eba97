// SPDX-License-Identifier: Apache-2.0

/// The kind of nd device that may hold a namespace, as `namespaceR.K/holder_class` has it.
public enum HolderClass: String, Sendable, Hashable, CaseIterable {
    /// Any kind, or none: the class of a namespace in raw mode.
    case none = ""
    /// A block translation table, for sector mode.
    case btt
    /// A page map for a block device, for fsdax mode.
    case pfn
    /// A page map for a dax device, for devdax mode.
    case dax

    /// The class of a namespace in a mode.
    ///
    /// - Parameter mode: The mode.
    public init(mode: NamespaceMode) {
        self =
            switch mode {
            case .fsdax: .pfn
            case .devdax: .dax
            case .sector: .btt
            case .raw: .none
            }
    }
}
