// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Inventory: Record {
    static let blank = Inventory(kernel: KernelRelease(rawValue: ""))
    static let members: [RecordMember<Inventory>] = [
        .required("kernel", \.kernel),
        .any("models", \.models),
        .known("block_size", \.blockSize),
        .known("auto_online_blocks", \.autoOnline),
        .known("dax_autoprobe", \.driversAutoprobe),
        .known("nd_autoprobe", \.ndDriversAutoprobe),
        .known("settings", \.hostSettings),
        .known("next_boot", \.nextBoot),
        .any("configuration", \.configuration),
        .any("buses", \.buses),
        .any("dimms", \.dimms),
        .any("nvdimm_regions", \.nvdimmRegions),
        .any("namespaces", \.namespaces),
        .any("regions", \.regions),
        .any("devices", \.devices),
        .any("unowned_memory", \.unownedMemory),
        .any("nodes", \.nodes),
        .any("poisoned", \.poisoned),
        .any("modules", \.modules),
        .known("memory", \.memory),
        .any("gaps", \.gaps),
        .any("warnings", \.warnings),
    ]
}

extension DriverModule: Record {
    static let blank = DriverModule(name: "", state: .missing)
    static let members: [RecordMember<DriverModule>] = [
        .required("name", \.name),
        .required("state", \.state),
        .any("blacklisted", \.isBlacklisted),
        .known("install", \.installCommand),
    ]
}
