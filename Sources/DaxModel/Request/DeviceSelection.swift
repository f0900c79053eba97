// SPDX-License-Identifier: Apache-2.0

/// The devices that a request names.
public struct DeviceSelection: Sendable, Hashable {
    /// The names; nil means all devices.
    public var names: [DeviceName]?
    /// The namespaces whose devices are meant besides those of ``names``.
    public var namespaces: [NamespaceReference]
    /// The regions of which one must hold each device; none means any.
    public var regions: [RegionNumber]

    /// Creates a selection.
    ///
    /// - Parameters:
    ///   - names: The names, each once; nil for all devices.
    ///   - namespaces: The namespaces whose devices are meant besides.
    ///   - regions: The regions of which one must hold each device; none for any.
    public init(names: [DeviceName]?, namespaces: [NamespaceReference] = [], regions: [RegionNumber] = []) {
        self.names = names
        self.namespaces = namespaces
        self.regions = regions
    }

    /// Whether devices of a region may be meant.
    func includes(_ region: RegionNumber) -> Bool { regions.isEmpty || regions.contains(region) }
}
