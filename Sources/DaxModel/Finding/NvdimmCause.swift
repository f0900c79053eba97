// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about NVDIMM regions and DIMMs.
    public enum NvdimmCause: Sendable, Hashable {
        /// There is no region with this name.
        case noRegion(KernelName)
        /// There is no DIMM with this name.
        case noDimm(KernelName)
        /// The host has no NVDIMM region, or no DIMM.
        case none
        /// A region is needed, and these could be meant.
        case severalRegions([KernelName])
        /// The region has no driver.
        case disabled
        /// The region can't be written.
        case readOnly
        /// The range, the alignment or a namespace of the region could not be read.
        case unread(Gap?)
        /// The DIMMs of the region have no labels, which a namespace of any size needs.
        case noLabels([KernelName])
        /// The memory of the region can't have labels.
        case takesNoLabels
        /// The DIMM is locked.
        case locked(KernelName)
        /// The DIMM has no driver.
        case dimmDisabled(KernelName)
        /// The DIMM has no free slot for another label.
        case noSlot(KernelName)
        /// A namespace that another tool left half made takes the place of the region's next one.
        case halfMade(KernelName)
        /// Nothing of the region is free.
        case full
        /// No free piece has this size; this is free in all, in these pieces.
        case noRoom(ByteCount, pieces: [PhysicalRange])
        /// A namespace can't have this size.
        case badSize(ByteCount, granule: ByteCount)
        /// A namespace of this size would have no room behind its metadata.
        case noUsableSize(ByteCount)
        /// The region's namespaces can't have this alignment.
        case badAlign(ByteCount)
        /// A sector can't have this size.
        case badSectorSize(ByteCount)
        /// These regions use the DIMM, whose labels can change only while they have no driver.
        case active([KernelName])
        /// The DIMM has labels, and these namespaces by them.
        case labelled([KernelName])
        /// Once these DIMMs had labels, the kernel shows their memory by labels alone until the next boot.
        case labelledUntilBoot([KernelName])

        var code: Code {
            switch self {
            case .noRegion: .nvdimmNoRegion
            case .noDimm: .nvdimmNoDimm
            case .none: .nvdimmNone
            case .severalRegions: .nvdimmSeveralRegions
            case .disabled: .nvdimmDisabled
            case .readOnly: .nvdimmReadOnly
            case .unread: .nvdimmUnread
            case .noLabels: .nvdimmNoLabels
            case .takesNoLabels: .nvdimmTakesNoLabels
            case .locked: .nvdimmLocked
            case .dimmDisabled: .nvdimmDimmDisabled
            case .noSlot: .nvdimmNoSlot
            case .halfMade: .nvdimmHalfMade
            case .full: .nvdimmFull
            case .noRoom: .nvdimmNoRoom
            case .badSize: .nvdimmBadSize
            case .noUsableSize: .nvdimmNoUsableSize
            case .badAlign: .nvdimmBadAlign
            case .badSectorSize: .nvdimmBadSectorSize
            case .active: .nvdimmActive
            case .labelled: .nvdimmLabelled
            case .labelledUntilBoot: .nvdimmLabelledUntilBoot
            }
        }
    }
}
