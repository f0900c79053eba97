// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about a layout that is well-formed, but does not fit the host.
    public enum LayoutCause: Sendable, Hashable {
        /// No object of the host matches.
        case noMatch(Layout.Match)
        /// Several objects match where one is meant; these do.
        case severalMatch([String])
        /// Another entry is about the same object.
        case sameObject(Layout.Key)
        /// The entry gives devices to an NVDIMM region, which has namespaces.
        case devicesOfNvdimm
        /// The entry puts a namespace into a dax region, which this key names.
        case namespaceInDaxRegion(String)
        /// The namespace with the UUID is in this region, and not in that of the entry.
        case otherRegion(KernelName)
        /// The host has changed since the stored plan was made, and needs other steps now.
        case otherPlan
        /// A section of the saved configuration selects devices by the number of a region, which a layout can't.
        case numberedRegion(DeviceConfiguration.Section)
        /// A section of the saved configuration says otherwise.
        case conflict(DeviceConfiguration.Section)

        var code: Code {
            switch self {
            case .noMatch: .layoutNoMatch
            case .severalMatch: .layoutSeveralMatch
            case .sameObject: .layoutSameObject
            case .devicesOfNvdimm: .layoutDevicesOfNvdimm
            case .namespaceInDaxRegion: .layoutNamespaceInDaxRegion
            case .otherRegion: .layoutOtherRegion
            case .otherPlan: .layoutOtherPlan
            case .numberedRegion: .layoutNumberedRegion
            case .conflict: .layoutConflict
            }
        }
    }

    /// The finding as one about an entry of a layout.
    func of(_ entry: Layout.Key?) -> Finding {
        var finding = self
        finding.entry = entry ?? finding.entry
        return finding
    }
}
