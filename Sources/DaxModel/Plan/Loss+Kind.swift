// SPDX-License-Identifier: Apache-2.0

extension Loss {
    /// The kinds of losses, by which a program says what may be lost.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// Bytes at the ends of ranges that can't be used as RAM.
        case alignment
        /// What is stored on persistent memory that becomes RAM.
        case data
        /// What is stored in memory that a device gives up.
        case contents
        /// What a namespace holds.
        case namespaceContents
        /// The labels of a DIMM.
        case labels
        /// The metadata of a namespace.
        case namespaceMetadata
        /// The space for the map of memory that becomes RAM.
        case memoryMap
    }

    /// The kind of the loss.
    public var kind: Kind {
        switch self {
        case .alignment: .alignment
        case .data: .data
        case .contents: .contents
        case .namespaceContents: .namespaceContents
        case .labels: .labels
        case .namespaceMetadata: .namespaceMetadata
        case .memoryMap: .memoryMap
        }
    }
}
