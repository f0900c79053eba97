// SPDX-License-Identifier: Apache-2.0

/// The devices that a request names.
public struct DeviceSelection: Sendable, Hashable {
    /// The names; nil means all devices.
    public var names: [DeviceName]?
    /// The namespaces whose devices are meant besides those of ``names``.
    public var namespaces: [NamespaceReference]
    /// The region that the devices must lie in; nil means any.
    public var region: RegionNumber?

    /// Creates a selection.
    ///
    /// - Parameters:
    ///   - names: The names, each once; nil for all devices.
    ///   - namespaces: The namespaces whose devices are meant besides.
    ///   - region: The region that the devices must lie in; nil for any.
    public init(names: [DeviceName]?, namespaces: [NamespaceReference] = [], region: RegionNumber? = nil) {
        self.names = names
        self.namespaces = namespaces
        self.region = region
    }
}
