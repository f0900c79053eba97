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
    /// Whether an enabled region uses the DIMM, from `nmemN/state`.
    public var isActive = false
    /// The words of `nmemN/flags`: `label` once valid labels were seen, `alias`, `lock`.
    public var flags: [String] = []
    /// The number of free label slots, from `nmemN/available_slots`; nil when the DIMM is not enabled or has no labels.
    public var freeSlots: Int?
    /// The serial number, from `nmemN/nfit/serial`; nil where the platform says none.
    public var serial: String?
    /// Whether the DIMM has an area for labels, from `nmemN/commands`.
    public var takesLabels = false
    /// The platform's name for the DIMM, made of its maker and its serial number, from `nmemN/nfit/id`; nil where it has
    /// none.
    public var id: String?
    /// The handle by which the firmware knows the DIMM, from `nmemN/nfit/handle`; nil where it has none.
    public var handle: UInt64?
    /// The number of the DIMM in the tables of SMBIOS, from `nmemN/nfit/phys_id`; nil where it has none.
    public var physicalID: UInt64?
    /// The words of `nmemN/nfit/flags` about faults: `map_fail`, `save_fail`, `restore_fail`, `flush_fail`, `not_armed`,
    /// `smart_event`.
    public var faults: [String] = []
    /// The state of its passphrase, from `nmemN/security`; nil where it can have none.
    public var security: String?
    /// Whether that state can't change until the next boot, from `nmemN/frozen`.
    public var isSecurityFrozen = false
    /// Its health; nil when its firmware does not report it, or that was not surveyed.
    public var health: DimmHealth?
    /// Its firmware; nil when it does not report its version, or that was not surveyed.
    public var firmware: DimmFirmware?

    /// Whether the DIMM has valid labels.
    public var isLabelled: Bool { flags.contains("label") }
    /// Whether the DIMM is locked, so that its labels and its memory can't be used.
    public var isLocked: Bool { flags.contains("lock") }

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
