// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import OrderedJSON

/// `daxctl list`.
struct DaxctlList: Sendable {
    private let region: DaxctlName<RegionNumber>
    private let device: DaxctlName<DeviceName>
    private let showsRegions: Bool
    private let showsDevices: Bool
    private let showsMappings: Bool
    private let includesIdle: Bool
    private let isHuman: Bool

    init(_ arguments: GitArguments) {
        region = DaxctlName(region: arguments.values["region"])
        device = DaxctlName(device: arguments.values["dev"])
        let isChosen = arguments.has("regions") || arguments.has("devices")
        showsRegions = isChosen ? arguments.has("regions") : arguments.has("region")
        showsDevices = isChosen ? arguments.has("devices") : arguments.has("dev") || !showsRegions
        showsMappings = arguments.has("mappings")
        includesIdle = arguments.has("idle")
        isHuman = arguments.has("human")
    }

    /// The scope of the survey.
    var scope: SurveyScope {
        !showsDevices ? [] : showsMappings ? [.mappings, .blocks] : .blocks
    }

    /// The messages about malformed names.
    var notes: [String] { region.notes + device.notes }

    /// The text to print, sorted by number; empty when nothing is found.
    func text(of inventory: Inventory) -> String {
        let json = DaxctlJSON(inventory: inventory, isHuman: isHuman, showsMappings: showsMappings)
        // Thousands of devices are not kept twice.
        let all = inventory.devices
        let devices = all.indices.filter { index in
            let (name, size) = (all[index].name, all[index].size)
            return showsDevices && device.includes(name) && region.includes(name.region)
                && (includesIdle || size != .zero)
        }
        guard showsRegions else { return json.text(of: devices.lazy.map { json.json(of: all[$0]) }) }
        let ofRegion = Dictionary(grouping: devices) { all[$0].regionPath }
        return json.text(
            of: inventory.regions.filter { region.includes($0.id) }
                .map { json.json(of: $0, ofRegion[$0.path, default: []]) })
    }
}
