// SPDX-License-Identifier: Apache-2.0

/// What is to become of namespaces, NVDIMM regions or DIMMs; a list that is nil means all.
public enum NvdimmChange: Sendable, Hashable {
    /// New namespaces in a region; without a name in the only region that has room.
    case create(NamespaceShape, in: KernelName?, fillingRegion: Bool)
    /// Another mode, size, alignment, place of the map, name or UUID for a namespace.
    case reconfigure(NamespaceReference, NamespaceShape)
    /// Namespaces gone; one without a label loses its info block.
    case destroy([NamespaceReference]?, in: KernelName?)
    /// Namespaces with a driver.
    case enable([NamespaceReference]?, in: KernelName?)
    /// Namespaces without a driver.
    case disable([NamespaceReference]?, in: KernelName?)
    /// NVDIMM regions with a driver.
    case enableRegions([KernelName]?)
    /// NVDIMM regions, and their namespaces, without a driver.
    case disableRegions([KernelName]?)
    /// A namespace without a driver that begins with these bytes: its info block.
    case inscribe(NamespaceReference, BytePatch)
    /// A namespace that is disabled for a while, or raw, and then as it was.
    case suspend(NamespaceReference, raw: Bool)
    /// DIMMs with a driver.
    case enableDimms([KernelName]?)
    /// DIMMs without a driver.
    case disableDimms([KernelName]?)
    /// DIMMs with new, empty labels.
    case initializeLabels([KernelName]?, LabelVersion = .v1_2)
    /// DIMMs without labels.
    case zeroLabels([KernelName]?)
    /// A DIMM whose area of labels holds these bytes.
    case writeLabels(KernelName, BytePatch)

    /// Whether a namespace may lose its driver or what it holds, so that a plan must know its contents and users.
    ///
    /// - Parameters:
    ///   - namespace: The namespace.
    ///   - isLabelled: Whether its region has labels.
    /// - Returns: Whether it may; true also where it is not certain.
    public func mayTake(from namespace: Namespace, isLabelled: Bool) -> Bool {
        switch self {
        case .create(_, let region, _): !isLabelled && region.map { $0 == namespace.region } != false
        case .reconfigure(let reference, _), .inscribe(let reference, _), .suspend(let reference, _):
            reference.means(namespace)
        case .destroy(let references, let region), .disable(let references, let region):
            references.map { $0.contains { $0.means(namespace) } }
                ?? region.map { $0 == namespace.region } ?? true
        case .enable, .enableRegions, .enableDimms, .disableDimms: false
        case .disableRegions(let names): names.map { $0.contains(namespace.region) } ?? true
        case .initializeLabels, .zeroLabels, .writeLabels: true
        }
    }

    /// Whether a namespace of a region may become a sector namespace, so that a plan must know the version of the labels.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - namespaces: Its namespaces.
    /// - Returns: Whether one may.
    public func mayMakeSectors(in region: KernelName, _ namespaces: [Namespace]) -> Bool {
        switch self {
        case .create(let shape, let name, _): shape.mode == .sector && (name ?? region) == region
        case .reconfigure(let reference, let shape):
            namespaces.contains {
                reference.means($0) && (shape.mode?.rawValue ?? $0.mode) == NamespaceMode.sector.rawValue
            }
        case .destroy, .enable, .disable, .enableRegions, .disableRegions, .inscribe, .suspend, .enableDimms,
            .disableDimms, .initializeLabels, .zeroLabels, .writeLabels:
            false
        }
    }
}
