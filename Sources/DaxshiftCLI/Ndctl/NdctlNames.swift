// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The names in the value of one option of ndctl, separated by spaces.
struct NdctlNames: Sendable, Hashable {
    /// The names; nil for every object.
    private let names: [Substring]?

    /// Reads names.
    ///
    /// - Parameter text: The value of the option; without one, or with `all` among its names, every object is meant.
    init(_ text: String?) {
        let names = text?.split(separator: " ")
        self.names = names?.contains("all") == true ? nil : names
    }

    /// Whether every object is meant.
    var areAll: Bool { names == nil }

    /// Whether a bus is meant: `N`, `ndbusN` or its provider.
    func include(_ bus: NvdimmBus) -> Bool {
        include(bus.name, "ndbus") || names?.contains(bus.provider[...]) == true
    }

    /// Whether the bus with this name is meant.
    func include(bus name: KernelName, in inventory: Inventory) -> Bool {
        inventory.buses.contains { $0.name == name && include($0) }
    }

    /// Whether a region is meant: `N` or `regionN`.
    func include(_ region: NvdimmRegion) -> Bool { include(region.name, "region") }

    /// Whether a DIMM is meant: `N` or `nmemN`.
    func include(_ dimm: Dimm) -> Bool { include(dimm.name, "nmem") }

    /// Whether a namespace is meant: `X.Y` or `namespaceX.Y`.
    func include(_ namespace: KernelName) -> Bool { include(namespace, "namespace") }

    private func include(_ name: KernelName, _ kind: String) -> Bool {
        guard let names else { return true }
        let number = name.rawValue.dropFirst(kind.count)
        return names.contains { $0 == name.rawValue || $0 == number }
    }
}
