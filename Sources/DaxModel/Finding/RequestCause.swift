// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Mismatches between the request and the host.
    public enum RequestCause: Sendable, Hashable {
        /// The devices of the host could not all be read.
        case unlisted(Gap)
        /// No device has the name.
        case noDevice(DeviceName)
        /// No dax region has the number.
        case noRegion(RegionNumber)
        /// No object of this kind has the name: a sentence with the name and the nearest existing names.
        case notListed(Listed, String)
        /// No namespace of this name or UUID carries a device.
        case noNamespace(NamespaceReference)
        /// Several namespaces that carry devices have this UUID.
        case severalNamespaces(NamespaceReference)
        /// No device has memory, or none in a dynamic region if only those are selected.
        case nothingMeant(inDynamicRegions: Bool)
        /// No dax region is dynamic.
        case noDynamicRegion
        /// Several dynamic regions could be used.
        case severalRegions([Candidate])
        /// The device is named by itself and by its namespace, or a namespace by two of its names.
        case namedTwice(NamespaceReference)
        /// The plan has several goals for the object.
        case severalGoals
        /// The device is not in the region with this number.
        case otherRegion([RegionNumber])

        var code: Code {
            switch self {
            case .unlisted: .requestUnlisted
            case .noDevice, .notListed(.device, _): .requestNoDevice
            case .noRegion, .notListed(.region, _): .requestNoRegion
            case .noNamespace, .notListed(.namespace, _): .requestNoNamespace
            case .severalNamespaces: .requestSeveralNamespaces
            case .nothingMeant: .requestNothingMeant
            case .noDynamicRegion: .requestNoDynamicRegion
            case .severalRegions: .requestSeveralRegions
            case .namedTwice: .requestNamedTwice
            case .severalGoals: .requestSeveralGoals
            case .otherRegion: .requestOtherRegion
            }
        }
    }

    /// What a name can be of.
    public enum Listed: Sendable, Hashable {
        /// A dax or NVDIMM region.
        case region
        /// An NVDIMM namespace.
        case namespace
        /// A dax device.
        case device
    }

    /// A region in which a device could be made.
    public struct Candidate: Sendable, Hashable {
        /// The number of the region.
        public var region: RegionNumber
        /// Its provider.
        public var provider: DaxRegion.Provider
        /// Its free memory.
        public var free: ByteCount
    }
}
