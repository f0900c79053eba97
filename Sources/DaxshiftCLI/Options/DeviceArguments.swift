// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The devices that a command changes: at least one name, or `all`.
struct DeviceArguments: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            "The devices: daxX.Y, X.Y, /dev/daxX.Y, the namespace, its UUID or name, or 'all'.",
            valueName: "device"),
        completion: LiveNames.carriersOrAll, transform: Self.word)
    private var words: [Word] = []

    /// Only there to be refused in better words than an unknown option is.
    @Flag(name: .customLong("all"), help: .hidden)
    private var isAllOption = false

    @OptionGroup
    private var region: RegionOption

    func validate() throws {
        guard !isAllOption else { throw ValidationError("there is no option --all: write 'all'") }
        guard !words.isEmpty else { throw ValidationError("name a device, or 'all'") }
        guard words.count == 1 || !words.contains(.all) else {
            throw ValidationError("'all' can't be mixed with names of devices")
        }
        try CarrierName.checkOnce(carriers)
    }

    /// The devices that were named.
    var selection: DeviceSelection {
        DeviceSelection(words.contains(.all) ? nil : carriers, regions: region.ids)
    }

    private var carriers: [CarrierName] {
        words.compactMap { word in
            if case .carrier(let carrier) = word { carrier } else { nil }
        }
    }

    private static func word(_ text: String) throws -> Word {
        text == "all" ? .all : .carrier(try CarrierName(text))
    }

    private enum Word: Hashable {
        case all
        case carrier(CarrierName)
    }
}
