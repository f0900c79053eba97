// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Reads a DIMM, and what the platform says of it if the survey is a detailed one.
    mutating func dimm(_ name: KernelName, of bus: KernelName, isDetailed: Bool) -> Dimm {
        let folder = KernelFile.nvdimm(name)
        var dimm = Dimm(name: name, bus: bus, isEnabled: linkedName("driver", in: folder) != nil)
        dimm.isActive = require("state", in: folder, as: Self.isActive) ?? false
        dimm.flags = look("flags", in: folder, as: Self.words).value ?? []
        let commands = commands(in: folder)
        dimm.takesLabels = ["get_size", "get_data", "set_data"].allSatisfy(commands.contains)
        if dimm.takesLabels {
            dimm.freeSlots =
                look("available_slots", in: folder, absence: Self.unset) { Int(kernelDigits: $0) }.value
        }
        if isDetailed { fill(&dimm, in: folder) }
        return dimm
    }

    private mutating func fill(_ dimm: inout Dimm, in folder: String) {
        dimm.serial = lookFilled("nfit/serial", in: folder) { number($0) == nil ? nil : $0 }
        dimm.id = lookFilled("nfit/id", in: folder) { fitForTerminal($0) }
        dimm.handle = look("nfit/handle", in: folder, as: number).value
        dimm.physicalID = look("nfit/phys_id", in: folder, as: number).value
        dimm.faults = look("nfit/flags", in: folder, as: Self.words).value ?? []
        dimm.security = lookFilled("security", in: folder) { fitForTerminal($0) }
        dimm.isSecurityFrozen = look("frozen", in: folder, as: Self.flag).value ?? false
    }

    /// Parses `active` or `idle`.
    private static func isActive(_ text: String) -> Bool? {
        switch text {
        case "active": true
        case "idle": false
        default: nil
        }
    }

    /// The words of a text of small letters, digits and underscores; nil for any other text.
    static func words(_ text: String) -> [String]? {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "_"), UInt8(ascii: " "):
                true
            default: false
            }
        }
        return isPlain ? text.split(separator: " ").map(String.init) : nil
    }
}
