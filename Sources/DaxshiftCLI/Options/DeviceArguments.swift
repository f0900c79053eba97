// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The devices that a command changes: at least one name, or `all`.
struct DeviceArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The devices: daxX.Y, X.Y, /dev/daxX.Y, or 'all'.", valueName: "device"),
        completion: LiveNames.devicesOrAll, transform: Self.word)
    private var words: [Word] = []

    @OptionGroup
    private var region: RegionOption

    func validate() throws {
        guard !words.isEmpty else { throw ValidationError("name a device, or 'all'") }
        guard words.count == 1 || !words.contains(.all) else {
            throw ValidationError("'all' can't be mixed with names of devices")
        }
        var seen: Set<DeviceName> = []
        for name in names ?? [] where !seen.insert(name).inserted {
            throw ValidationError("\(name) is given twice")
        }
    }

    /// The devices that were named.
    var selection: DeviceSelection { DeviceSelection(names: names, region: region.id) }

    private var names: [DeviceName]? {
        words.contains(.all)
            ? nil
            : words.compactMap { word in
                if case .name(let name) = word { name } else { nil }
            }
    }

    private static func word(_ text: String) throws -> Word {
        text == "all" ? .all : .name(try ObjectName.device(text))
    }

    private enum Word: Hashable {
        case all
        case name(DeviceName)
    }
}
