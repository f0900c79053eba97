// SPDX-License-Identifier: Apache-2.0

/// A DIMM of an NVDIMM bus, `nmemN`.
public struct Dimm: Sendable, Hashable {
    /// The kernel's name, `nmemN`.
    public var name: KernelName
    /// The bus that the DIMM belongs to.
    public var bus: KernelName
    /// Whether a driver holds the DIMM.
    ///
    /// The corresponding C function is `ndctl_dimm_is_enabled`.
    public var isEnabled: Bool

    /// Creates a DIMM.
    ///
    /// - Parameters:
    ///   - name: The kernel's name.
    ///   - bus: The bus that the DIMM belongs to.
    ///   - isEnabled: Whether a driver holds the DIMM.
    public init(name: KernelName, bus: KernelName, isEnabled: Bool) {
        self.name = name
        self.bus = bus
        self.isEnabled = isEnabled
    }
}
