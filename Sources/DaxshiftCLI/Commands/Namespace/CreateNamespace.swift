// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift create-namespace`.
struct CreateNamespace: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "create-namespace",
        abstract: "Create a namespace in the free memory of NVDIMMs, up to system RAM in one run.",
        discussion: "Example: daxshift create-namespace -r region0 --mode devdax --size 2G")

    static let asksAboutLosses = true

    @Option(
        name: [.customShort("r"), .customLong("region")],
        help: ArgumentHelp(
            "The NVDIMM region, if several have room: N or regionN.", valueName: "region"),
        completion: LiveNames.nvdimmRegions, transform: { try NvdimmName.region($0) })
    private var region: KernelName?

    @OptionGroup
    private var namespace: NamespaceOptions

    @Flag(name: .customLong("all-capacity"), help: "Create as many as the region has room for.")
    private var allCapacity = false

    @OptionGroup
    private var force: LossOption

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        if allCapacity && namespace.shape.uuid != nil {
            throw ValidationError("--uuid is of one namespace: leave out --all-capacity")
        }
    }

    var request: Request {
        namespace.request(
            .create(namespace.shape, in: region, fillingRegion: allCapacity), isForced: force.isGiven)
    }
}
