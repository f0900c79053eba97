// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about the saved configuration.
    public enum ConfigurationCause: Sendable, Hashable {
        /// No section matches the device.
        case noSection
        /// Several sections match the device.
        case severalSections([DeviceConfiguration.Section])
        /// A file or a section is invalid.
        case problem(DeviceConfiguration.Problem)

        var code: Code {
            switch self {
            case .noSection: .configurationNoSection
            case .severalSections: .configurationSeveralSections
            case .problem(let problem): problem.fault.code
            }
        }
    }

    /// A fault in a file of the saved configuration.
    public enum ConfigurationFault: Sendable, Hashable {
        /// The file can't be read; the value is the system's error.
        case unreadable(String)
        /// The line is not a section header.
        case noHeader(line: String)
        /// The line is not a key with a value.
        case noKey(line: String)
        /// The section selects no device; one of these keys would.
        case noDeviceMeant(keys: [String])
        /// The section has the number of a region, which may change, but not its provider.
        case noProvider
        /// `online = false` does not apply to a mode without memory blocks.
        case onlineInMode(DaxDevice.Mode)
        /// The key is outside of a section.
        case outsideSection(key: String)
        /// The key is given twice.
        case keyTwice(String)
        /// The key is unknown; these are known.
        case unknownKey(String, known: [String])
        /// The value is invalid for the key.
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

    /// The form of the values of a key.
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
