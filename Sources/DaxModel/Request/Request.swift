// SPDX-License-Identifier: Apache-2.0

/// What the user wants, parsed and checked.
public struct Request: Sendable, Hashable {
    /// The devices that are to change; no other does.
    public var selection: DeviceSelection
    /// What they are to become.
    public var change: Change
    /// Whether memory in use may be taken offline.
    public var force: Bool
    /// Whether ``Change/created(_:then:)`` uses a device of size 0 in the region instead of creating one.
    public var reusesIdle = true
    /// Whether memory that becomes system RAM is placed so that it fills whole memory blocks, where its size alone is
    /// given.
    public var fillsBlocks = false
    /// Whether devices under the class model are moved to the bus model first, where their driver can change.
    public var migrates = false
    /// Whether memory blocks with a poisoned page may stay offline, where memory comes online.
    public var skipsPoisoned = false
    /// Whether ``Change/configured`` takes memory offline without ``force`` when a section asks for another
    /// mode.
    public var takesConfiguredOffline = false
    /// Whether what is stored on an NVDIMM may be overwritten without ``force``, where its memory becomes system RAM.
    public var overwritesData = false
    /// Whether memory may be taken offline although what is in use there does not fit elsewhere.
    public var allowsOOM = false
    /// Whether the map of memory that becomes RAM is to be kept in that memory.
    public var keepsMapInMemory = false
    /// The model that NVDIMMs' devices are to come up under at the next boot; nil leaves that as it is.
    public var nextBoot: DeviceModel?
    /// The UUIDs of the namespaces that it makes.
    public var uuids = UUIDSeries(seed: 0)
    /// What the devices of the namespaces that it makes are to become; nil leaves them as the kernel brings them up.
    public var deviceChange: Change?
    /// Whether DIMMs without labels get some where a namespace needs one.
    public var initializesLabels = false
    /// Whether entries of a layout that no object matches are left out.
    public var skipsMissing = false
    /// The steps of the plan that is to be carried out; nil for any.
    ///
    /// The request is refused when the host needs others.
    public var expectedSteps: [Step]?
    /// Whether the initramfs is rebuilt where it would decide otherwise than ``nextBoot`` says.
    public var makesInitramfs = false

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - selection: The devices that are to change.
    ///   - change: What they are to become.
    ///   - force: Whether memory in use may be taken offline.
    public init(selection: DeviceSelection, change: Change, force: Bool = false) {
        self.selection = selection
        self.change = change
        self.force = force
    }

    /// Creates a request for namespaces, NVDIMM regions or DIMMs, which names no device.
    ///
    /// - Parameters:
    ///   - change: What they are to become.
    ///   - force: Whether what they hold may be lost.
    public init(nvdimm change: NvdimmChange, force: Bool = false) {
        self.init(selection: DeviceSelection(names: []), change: .nvdimm(change), force: force)
    }

    /// Creates a request for a layout.
    ///
    /// - Parameters:
    ///   - layout: The layout.
    ///   - force: Whether memory in use may be taken offline, and what entries allow may be lost.
    public init(_ layout: Layout, force: Bool = false) {
        self.init(selection: DeviceSelection(names: []), change: .layout(layout), force: force)
    }

    /// What a device is to become.
    public indirect enum Change: Sendable, Hashable {
        /// System RAM, with its memory online in a zone.
        ///
        /// Without a zone what is online stays where it is, and the rest goes to the movable zone.
        case systemRAM(MemoryZone?)
        /// System RAM, with new memory left offline.
        case systemRAMOffline
        /// A character device.
        case devdax
        /// Memory of the famfs file system.
        case famfs
        /// Memory of a device in system-ram mode online; without a zone as for ``systemRAM(_:)``.
        case onlineMemory(MemoryZone?)
        /// Memory of a device in system-ram mode offline.
        case offlineMemory
        /// Bound to `device_dax`, if no driver holds it.
        case enabled
        /// Without a driver.
        case disabled
        /// As the saved configuration says; a device that no section matches stays as it is.
        case configured
        /// A character device under this model; all devices means those of NVDIMMs, for others have no choice.
        case model(DeviceModel)
        /// A new device, which is then to be as this says.
        ///
        /// The selection names no device, and its region may be nil where only one can serve.
        case created(DeviceShape, then: Change)
        /// Of another shape, and then as this says; nil leaves its driver as it is, and memory online where it was.
        case reshaped(DeviceShape, then: Change?)
        /// Without memory, which goes back to its region, and gone unless the kernel keeps it as the region's first.
        case destroyed
        /// No device is named: namespaces, NVDIMM regions or DIMMs change.
        case nvdimm(NvdimmChange)
        /// No device is named: all that a layout is about becomes as it says.
        case layout(Layout)

        /// Whether it may bind or unbind a device, so that a plan must know drivers and users.
        public var takesDevices: Bool {
            switch self {
            case .onlineMemory, .offlineMemory: false
            default: true
            }
        }

        /// Whether it is requested again at each boot and for each device that appears, mostly with nothing to do.
        public var isRepeated: Bool {
            switch self {
            case .configured, .layout: true
            default: false
            }
        }

        /// Whether the memory becomes system RAM.
        public var makesSystemRAM: Bool {
            switch self {
            case .systemRAM, .systemRAMOffline: true
            default: false
            }
        }

        /// Whether it takes memory of a region, so that a plan must know where that lies.
        public var isAllocating: Bool {
            switch self {
            case .created, .reshaped, .layout: true
            default: false
            }
        }
    }
}
