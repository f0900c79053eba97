// SPDX-License-Identifier: Apache-2.0

/// The saved configuration of devices, applied at each boot: the files of `/etc/daxctl.conf.d`.
public struct DeviceConfiguration: Sendable, Hashable {
    /// The folder of the files, whose names end in `.conf`.
    public static let folder = "/etc/daxctl.conf.d"

    /// The files; empty without a saved configuration.
    public let files: [File]
    /// The valid sections.
    public let sections: [Section]
    /// The invalid sections, and what is wrong with each.
    public let problems: [Problem]

    /// Creates a configuration from files.
    ///
    /// Sections with the same name are all problems, since daxctl would merge them.
    ///
    /// - Parameter files: The files; empty without a saved configuration.
    public init(_ files: [File] = []) {
        let read = files.flatMap(\.drafts)
        let namesakes = Dictionary(grouping: read) { $0.name?.lowercased() }
        var sections: [Section] = []
        var problems: [Problem] = []
        for draft in read {
            let other = namesakes[draft.name?.lowercased()]?.first { $0.place != draft.place }
            do throws(IniFile.Fault) {
                if let other, draft.name != nil {
                    throw IniFile.Fault(line: draft.place.line, cause: .sameName(other.place))
                }
                sections.append(
                    Section(
                        place: draft.place, header: draft.header ?? "", match: draft.match,
                        change: try draft.change()))
            } catch {
                problems.append(
                    Problem(
                        place: Place(file: draft.place.file, line: error.line), header: draft.header,
                        match: draft.match, fault: error.cause))
            }
        }
        self.files = files
        self.sections = sections
        self.problems = problems
    }

    /// Finds the saved configuration of a device.
    ///
    /// - Parameters:
    ///   - device: The device.
    ///   - inventory: The survey, with the mappings and the namespaces.
    /// - Returns: The section that matches it, or why there is not exactly one.
    public func entry(for device: DaxDevice, in inventory: Inventory) -> Entry {
        let meant = sections.filter { $0.match.includes(device, in: inventory) }
        if let section = meant.first { return meant.count == 1 ? .section(section) : .several(meant) }
        let unclear = problems.filter { $0.match.includes(device, in: inventory) }
        return unclear.isEmpty ? .nothing : .malformed(unclear)
    }

    /// The saved configuration of a device.
    public enum Entry: Sendable, Hashable {
        /// No section matches.
        case nothing
        /// One section matches.
        case section(Section)
        /// Several sections match.
        case several([Section])
        /// Invalid sections may match.
        case malformed([Problem])
    }

    /// A file of the configuration.
    public struct File: Sendable, Hashable {
        /// The file.
        public var path: String
        /// Its text; a failure says why it can't be read.
        public var text: Result<String, Unreadable>

        /// Creates a file.
        ///
        /// - Parameters:
        ///   - path: The file.
        ///   - text: Its text; a failure says why it can't be read.
        public init(path: String, text: Result<String, Unreadable>) {
            self.path = path
            self.text = text
        }

        fileprivate var drafts: [Draft] {
            switch text {
            case .success(let text):
                IniFile(text).sections.filter(Draft.isMeant).map { Draft($0, of: path) }
            case .failure(let reason): [Draft(unreadable: path, reason)]
            }
        }
    }

    /// Why a file can't be read.
    public struct Unreadable: Error, Sendable, Hashable {
        /// The operation and the system's error.
        public let reason: String

        /// Creates a reason.
        ///
        /// - Parameter reason: The operation and the system's error.
        public init(reason: String) {
            self.reason = reason
        }
    }

    /// A place in a file.
    public struct Place: Sendable, Hashable, CustomStringConvertible {
        /// The file.
        public let file: String
        /// The number of the line, from 1; nil for the whole file.
        public let line: Int?

        /// The file and the line.
        public var description: String { file + (line.map { ", line \($0)" } ?? "") }
    }

    /// A valid section.
    public struct Section: Sendable, Hashable, CustomStringConvertible {
        /// The place of its header.
        public let place: Place
        /// Its header.
        public let header: String
        /// The devices that it selects.
        public let match: DeviceMatch
        /// The change of these devices.
        public let change: Request.Change

        /// The header and its place.
        public var description: String { "\(header) (\(place))" }
    }

    /// An invalid section.
    public struct Problem: Sendable, Hashable {
        /// The place of the fault.
        public let place: Place
        /// The header of the section; nil outside of a section.
        public let header: String?
        /// The match, as far as it could be read.
        public let match: DeviceMatch
        /// What is wrong.
        public let fault: Finding.ConfigurationFault

        /// The problem as a finding.
        ///
        /// - Parameter severity: The severity; a warning when no requested device may be selected.
        /// - Returns: The finding.
        public func finding(_ severity: Finding.Severity = .error) -> Finding {
            Finding(.configuration(.problem(self)), severity: severity, remedies: .correct(fault))
        }
    }
}
