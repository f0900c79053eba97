// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What the saved configuration says of a device, or why that can't be told.
    public enum ConfigurationCause: Sendable, Hashable {
        /// No section is about the device.
        case noSection
        /// Several sections are about the device.
        case severalSections([DeviceConfiguration.Section])
        /// A file or a section makes no sense.
        case problem(DeviceConfiguration.Problem)

        var code: Code {
            switch self {
            case .noSection: .configurationNoSection
            case .severalSections: .configurationSeveralSections
            case .problem(let problem): problem.fault.code
            }
        }
    }

    /// What is wrong in a file of the saved configuration.
    public enum ConfigurationFault: Sendable, Hashable {
        /// The file can't be read, for a reason in the system's words.
        case unreadable(String)
        /// The line is not a section header.
        case noHeader(line: String)
        /// The line is not a key with a value.
        case noKey(line: String)
        /// The section selects no device; one of these keys would.
        case noDeviceMeant(keys: [String])
        /// The section tells the number of a region, which may change hands, and not its provider.
        case noProvider
        /// Memory that is not to come online does not go with a mode without memory blocks.
        case onlineInMode(DaxDevice.Mode)
        /// The key is outside of a section.
        case outsideSection(key: String)
        /// The key is given twice.
        case keyTwice(String)
        /// There is no such key; these are there.
        case unknownKey(String, known: [String])
        /// The key can't have the value.
        case badValue(key: String, String, ValueForm)
        /// The section at this place has the same name.
        case sameName(DeviceConfiguration.Place)

        var code: Code {
            switch self {
            case .unreadable: .configurationUnreadable
            case .noHeader: .configurationNoHeader
            case .noKey: .configurationNoKey
            case .noDeviceMeant: .configurationNoDeviceMeant
            case .noProvider: .configurationNoProvider
            case .onlineInMode: .configurationOnlineInMode
            case .outsideSection: .configurationOutsideSection
            case .keyTwice: .configurationKeyTwice
            case .unknownKey: .configurationUnknownKey
            case .badValue: .configurationBadValue
            case .sameName: .configurationSameName
            }
        }
    }

    /// The values that a key of the saved configuration can have.
    public enum ValueForm: Sendable, Hashable {
        /// The UUID of a namespace.
        case uuid
        /// The number of a region.
        case region
        /// Who provides a region.
        case provider
        /// The first and the last address of a range.
        case range
        /// The number of a node.
        case node
        /// The mode of a device.
        case mode
        /// True or false.
        case flag
    }
}
