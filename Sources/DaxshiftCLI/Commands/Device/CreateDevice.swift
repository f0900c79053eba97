// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift create-device`.
struct CreateDevice: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "create-device",
        abstract: "Create a device from free HBM or CXL memory.",
        discussion: "Example: daxshift create-device --size 256M --mode system-ram")

    @Option(
        name: [.customShort("r"), .customLong("region")],
        help: ArgumentHelp("The region, if several could be used: N or regionN.", valueName: "region"),
        completion: LiveNames.regions, transform: { try ObjectName.region($0) })
    private var region: RegionNumber?

    @OptionGroup
    private var shape: ShapeOptions

    @Option(
        help: ArgumentHelp(
            "The ranges of one device as 'list --json --mappings' prints them; '-' is standard input.",
            valueName: "file"),
        completion: .file(), transform: { try MappingsFile(reading: $0).ranges })
    private var input: [PhysicalRange]?

    @OptionGroup
    private var mode: ModeOptions

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        if input != nil && shape.size != nil {
            throw ValidationError("--input sets the size: leave out --size")
        }
        if input != nil && shape.at != nil {
            throw ValidationError("--input sets the place: leave out --at")
        }
    }

    var request: Request {
        let extent = input.map(DeviceShape.Extent.ranges) ?? shape.size ?? .maximum
        var request = Request(
            selection: DeviceSelection(names: nil, regions: region.map { [$0] } ?? []),
            change: .created(
                DeviceShape(extent, at: shape.at, align: shape.align), then: mode.change ?? .devdax))
        request.fillsBlocks = true
        request.keepsMapInMemory = mode.keepsMapInMemory
        return request
    }
}
