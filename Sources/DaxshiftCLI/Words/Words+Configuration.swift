// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.ConfigurationCause) -> String {
        switch cause {
        case .noSection: "no section of the configuration matches it"
        case .severalSections(let sections):
            "\(sections.map(\.description).joined(separator: " and ")) match it"
        case .problem(let problem):
            "\(problem.place): " + (problem.header.map { "\($0): " } ?? "") + text(problem.fault)
        }
    }

    private func text(_ fault: Finding.ConfigurationFault) -> String {
        switch fault {
        case .unreadable(let reason): "it can't be read: \(reason)"
        case .noHeader(let line): "'\(line)' is not a section header"
        case .noKey(let line): "'\(line)' is not a key with a value"
        case .noDeviceMeant: "selects no device"
        case .noProvider: "region.id alone may mean another region at the next boot"
        case .onlineInMode(let mode): "online = false does not go with mode = \(mode.rawValue)"
        case .outsideSection(let key): "\(key) is outside of a section"
        case .keyTwice(let key): "\(key) is given twice"
        case .unknownKey(let key, _): "unknown key \(key)"
        case .badValue(let key, let value, _): "\(key) can't be '\(value)'"
        case .sameName(let place): "\(place) has the same name"
        }
    }

    /// What would correct it.
    func correction(_ fault: Finding.ConfigurationFault) -> String {
        switch fault {
        case .unreadable: "make it a file that root can read"
        case .noHeader: "write [reconfigure-device NAME]"
        case .noKey: "write KEY = VALUE"
        case .noDeviceMeant(let keys): "add one of \(keys.joined(separator: ", "))"
        case .noProvider: "add region.provider = pmem, hmem or cxl"
        case .onlineInMode: "leave it out, or write mode = system-ram"
        case .outsideSection: "write [reconfigure-device NAME] before it"
        case .keyTwice: "keep one of them"
        case .unknownKey(_, let known): "write one of \(known.joined(separator: ", "))"
        case .badValue(_, _, let form): "write \(text(form))"
        case .sameName: "give each section a name of its own"
        }
    }

    private func text(_ form: Finding.ValueForm) -> String {
        switch form {
        case .uuid: "the UUID that 'ndctl list' shows"
        case .region: "N or regionN"
        case .provider: "pmem, hmem or cxl"
        case .range: "START-END, such as 0x240000000-0x33fffffff"
        case .node: "the number of a node"
        case .mode: "one of " + DaxDevice.Mode.allCases.map(\.rawValue).joined(separator: ", ")
        case .flag: "true or false"
        }
    }
}
