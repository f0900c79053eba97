// SPDX-License-Identifier: Apache-2.0

extension DeviceConfiguration {
    /// A section as it is read, key by key.
    struct Draft: Sendable {
        /// The place of the header.
        let place: Place
        /// The name in the file; nil for what is outside of a section.
        let name: String?
        /// The match, as far as it could be read.
        private(set) var match = DeviceMatch()

        private var keys: Set<String> = []
        private var mode = DaxDevice.Mode.systemRAM
        private var isOnline = true
        private var isMovable: Bool?
        private var fault: IniFile.Fault?

        /// The first word of the header of a section about devices.
        static let word = "reconfigure-device"

        /// The keys that select devices.
        private static let matching = [
            "nvdimm.uuid", "region.id", "region.provider", "cxl.region", "range", "target_node",
        ]
        /// The keys that configure them.
        private static let settings = ["mode", "online", "movable"]

        /// Whether a section is about devices, or may be a misspelled one.
        static func isMeant(_ section: IniFile.Section) -> Bool {
            guard section.fault == nil, let name = section.name else { return true }
            return name.split(whereSeparator: \.isWhitespace).first?.lowercased() == word
        }

        /// The header.
        var header: String? { name.map { "[\($0)]" } }

        /// A draft for a file that can't be read.
        init(unreadable file: String, _ reason: Unreadable) {
            place = Place(file: file, line: nil)
            name = nil
            fault = IniFile.Fault(line: nil, cause: .unreadable(reason.reason))
        }

        /// Reads a section.
        init(_ section: IniFile.Section, of file: String) {
            place = Place(file: file, line: section.line)
            name = section.name
            fault = section.fault
            for entry in section.entries {
                do throws(IniFile.Fault) {
                    try read(entry)
                } catch {
                    if fault == nil { fault = error }
                }
            }
        }

        /// The change of the devices.
        ///
        /// - Throws: The first fault of the section.
        func change() throws(IniFile.Fault) -> Request.Change {
            if let fault { throw fault }
            guard match != DeviceMatch() else {
                throw IniFile.Fault(line: place.line, cause: .noDeviceMeant(keys: Self.matching))
            }
            guard match.region == nil || match.provider != nil else {
                throw IniFile.Fault(line: place.line, cause: .noProvider)
            }
            guard mode == .systemRAM || isOnline else {
                throw IniFile.Fault(line: place.line, cause: .onlineInMode(mode))
            }
            return switch mode {
            case .systemRAM:
                isOnline ? .systemRAM(isMovable.map { $0 ? .movable : .kernel }) : .systemRAMOffline
            case .devdax: .devdax
            case .famfs: .famfs
            }
        }

        private mutating func read(_ entry: IniFile.Entry) throws(IniFile.Fault) {
            guard name != nil else {
                throw IniFile.Fault(line: entry.line, cause: .outsideSection(key: entry.key))
            }
            guard keys.insert(entry.key).inserted else {
                throw IniFile.Fault(line: entry.line, cause: .keyTwice(entry.key))
            }
            switch entry.key {
            case "nvdimm.uuid":
                match.namespace = try value(of: entry, .uuid) {
                    NamespaceReference(uuid: $0)
                }
            case "region.id": match.region = try value(of: entry, .region) { DaxRegion.id($0) }
            case "region.provider":
                match.provider = try value(of: entry, .provider) { text in
                    DaxRegion.Provider(rawValue: text.lowercased()).flatMap { $0 == .other ? nil : $0 }
                }
            case "cxl.region":
                match.cxlRegion = try value(of: entry, .region) { DaxRegion.id($0)?.rawValue }
            case "range":
                match.range = try value(of: entry, .range) { PhysicalRange($0) }
            case "target_node":
                match.targetNode = try value(of: entry, .node) { NodeNumber(kernelDigits: $0) }
            case "mode":
                mode = try value(of: entry, .mode) { DaxDevice.Mode(rawValue: $0) }
            case "online": isOnline = try value(of: entry, .flag) { Self.flag($0) }
            case "movable": isMovable = try value(of: entry, .flag) { Self.flag($0) }
            default:
                throw IniFile.Fault(
                    line: entry.line,
                    cause: .unknownKey(entry.key.excerpt, known: Self.matching + Self.settings))
            }
        }

        private func value<Value>(
            of entry: IniFile.Entry, _ form: Finding.ValueForm, _ parse: (String) -> Value?
        ) throws(IniFile.Fault) -> Value {
            guard let value = parse(entry.value) else {
                throw IniFile.Fault(
                    line: entry.line, cause: .badValue(key: entry.key, entry.value.excerpt, form))
            }
            return value
        }

        /// Reads a Boolean as daxctl does: by its first letter.
        private static func flag(_ text: String) -> Bool? {
            switch text.unicodeScalars.first {
            case "t", "T", "y", "Y", "1": true
            case "f", "F", "n", "N", "0": false
            default: nil
            }
        }
    }
}
