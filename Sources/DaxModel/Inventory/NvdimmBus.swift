// SPDX-License-Identifier: Apache-2.0

/// An NVDIMM bus, `ndbusN`.
public struct NvdimmBus: Sendable, Hashable {
    /// The kernel's name, `ndbusN`.
    public var name: KernelName
    /// Who provides the bus, such as `ACPI.NFIT`.
    ///
    /// The corresponding C function is `ndctl_bus_get_provider`.
    public var provider: String

    /// Creates a bus.
    ///
    /// - Parameters:
    ///   - name: The kernel's name.
    ///   - provider: Who provides the bus.
    public init(name: KernelName, provider: String) {
        self.name = name
        self.provider = provider
    }
}
