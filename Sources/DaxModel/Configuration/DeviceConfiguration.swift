// SPDX-License-Identifier: Apache-2.0

/// What an administrator wrote down about devices, for each boot: the files of `/etc/daxctl.conf.d`.
public struct DeviceConfiguration: Sendable, Hashable {
    /// Where the files lie whose names end in `.conf`.
    public static let folder = "/etc/daxctl.conf.d"

    /// The files; none where nothing is written down.
    public let files: [File]
    /// The sections that say what devices are to become.
    public let sections: [Section]
    /// The sections that make no sense, and what is wrong with each.
    public let problems: [Problem]

    /// Creates a configuration from files.
    ///
    /// A name that several sections have makes all of them problems, for daxctl would mix them up.
    ///
    /// - Parameter files: The files; none is a host about which nothing is written down.
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
    ///   - inventory: What was surveyed, with the mappings and the namespaces.
    /// - Returns: The one section about it; or that there is none, or that it can't be told.
    public func entry(for device: DaxDevice, in inventory: Inventory) -> Entry {
        let meant = sections.filter { $0.match.includes(device, in: inventory) }
        if let section = meant.first { return meant.count == 1 ? .section(section) : .several(meant) }
        let unclear = problems.filter { $0.match.includes(device, in: inventory) }
        return unclear.isEmpty ? .nothing : .malformed(unclear)
    }

    /// The saved configuration of a device.
    public enum Entry: Sendable, Hashable {
        /// Nothing.
        case nothing
        /// One section says what it is to become.
        case section(Section)
        /// Several sections do.
        case several([Section])
        /// Sections that make no sense may be about it.
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
        /// What was tried, and the system's answer.
        public let reason: String

        /// Creates a reason.
        ///
        /// - Parameter reason: What was tried, and the system's answer.
        public init(reason: String) {
            self.reason = reason
        }
    }

    /// Where something stands.
    public struct Place: Sendable, Hashable, CustomStringConvertible {
        /// The file.
        public let file: String
        /// The number of the line, from 1; nil for all of the file.
        public let line: Int?

        /// The file and the line.
        public var description: String { file + (line.map { ", line \($0)" } ?? "") }
    }

    /// A section that says what devices are to become.
    public struct Section: Sendable, Hashable, CustomStringConvertible {
        /// Where its header stands.
        public let place: Place
        /// Its header.
        public let header: String
        /// The devices that it means.
        public let match: DeviceMatch
        /// What they are to become.
        public let change: Request.Change

        /// The header and where it stands.
        public var description: String { "\(header) (\(place))" }
    }

    /// A section that makes no sense.
    public struct Problem: Sendable, Hashable {
        /// Where what is wrong stands.
        public let place: Place
        /// The header of the section; nil for what stands in none.
        public let header: String?
        /// As much as can be said about the devices that it means.
        public let match: DeviceMatch
        /// What is wrong.
        public let fault: Finding.ConfigurationFault

        /// The problem as a finding.
        ///
        /// - Parameter severity: How much it stands in the way; a warning where no device that is asked for is meant.
        /// - Returns: The finding.
        public func finding(_ severity: Finding.Severity = .error) -> Finding {
            Finding(.configuration(.problem(self)), severity: severity, remedies: .correct(fault))
        }
    }
}
