// SPDX-License-Identifier: Apache-2.0

/// An NVDIMM bus, `ndbusN`.
public struct NvdimmBus: Sendable, Hashable {
    /// The kernel's name, `ndbusN`.
    public var name: KernelName
    /// Who provides the bus, such as `ACPI.NFIT`.
    ///
    /// The corresponding C function is `ndctl_bus_get_provider`.
    public var provider: String
    /// Whether its memory is being searched for errors, from `ndbusN/nfit/scrub`; nil where the platform can't do so.
    public var isScrubbing: Bool?
    /// Whether new firmware of its DIMMs is about to be activated, from `ndbusN/firmware/activate`: `idle`, `armed`, `busy` or
    /// `overflow`; nil where the platform can't do so, or that was not surveyed.
    public var activation: String?
    /// What the activation needs, from `ndbusN/firmware/capability`: `quiesce` a suspended machine, `live` none; nil
    /// likewise.
    public var activationMethod: String?

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
