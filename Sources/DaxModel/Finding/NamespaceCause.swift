// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about a namespace.
    public enum NamespaceCause: Sendable, Hashable {
        /// No namespace has this name or UUID, or none in this region.
        case missing(NamespaceReference, in: KernelName?)
        /// The block device is in use.
        case inUse([BlockHolder])
        /// It has a driver, and can change only without one.
        case enabled
        /// It could not be seen who uses it.
        case usersUnseen(Gap)
        /// Processes that can't be seen may use the block device.
        case processesUnseen(UnseenUsers)
        /// Processes use the dax device.
        case deviceInUse(DeviceName, [DeviceUser])
        /// Processes that can't be seen may use the dax device.
        case deviceUsersUnseen(DeviceName, UnseenUsers)
        /// Its memory is system RAM, by this device, and so many blocks are online.
        case systemRAM(DeviceName, online: Int)
        /// The kernel uses these ranges of it as system RAM, and no device owns them.
        case strayMemory([PhysicalRange])
        /// It holds this, and would lose it.
        case holdsData(NamespaceContents)
        /// Another namespace has the UUID.
        case uuidTaken(String, by: KernelName)
        /// It has no label, so it can have no other size, name or UUID.
        case noLabel
        /// Its mode is not one of those that are known.
        case unknownMode(String)
        /// The name is longer than 63 bytes.
        case longName(String)
        /// Its name is not UTF-8, so it could not be put back.
        case nameNotText(String)
        /// Values are given that its mode does not have.
        case needless([NamespaceField], NamespaceMode)
        /// The device of a namespace of another mode than devdax can't become anything.
        case notDevdax(NamespaceMode)
        /// It keeps what it holds on the medium, until somebody writes over it.
        case keepsContents(ByteCount)

        var code: Code {
            switch self {
            case .missing: .namespaceMissing
            case .inUse: .namespaceInUse
            case .enabled: .namespaceEnabled
            case .usersUnseen: .namespaceUsersUnseen
            case .processesUnseen: .namespaceProcessesUnseen
            case .deviceInUse: .namespaceDeviceInUse
            case .deviceUsersUnseen: .namespaceDeviceUsersUnseen
            case .systemRAM: .namespaceSystemRAM
            case .strayMemory: .namespaceStrayMemory
            case .holdsData: .namespaceHoldsData
            case .uuidTaken: .namespaceUUIDTaken
            case .noLabel: .namespaceNoLabel
            case .unknownMode: .namespaceUnknownMode
            case .longName: .namespaceLongName
            case .nameNotText: .namespaceNameNotText
            case .needless: .namespaceNeedless
            case .notDevdax: .namespaceNotDevdax
            case .keepsContents: .namespaceKeepsContents
            }
        }
    }

    /// What a namespace would lose.
    public struct NamespaceContents: Sendable, Hashable {
        /// The mode, in ndctl's words.
        public var mode: String
        /// The UUID of the label, or of the info block without one.
        public var uuid: String?
        /// The name for people.
        public var altName: String?
        /// The size with the metadata.
        public var size: ByteCount?
        /// The file systems, partition tables and the like on its block device; nil where that could not be read.
        public var signatures: [BlockSignature]?

        /// Describes a namespace.
        init(_ namespace: Namespace) {
            mode = namespace.mode
            uuid = namespace.labelUUID ?? namespace.uuid
            altName = namespace.altName
            size = namespace.rawSize
            signatures = namespace.contents?.signatures
        }
    }
}
