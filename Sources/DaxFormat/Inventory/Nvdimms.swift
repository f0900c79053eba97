// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

// NVDIMM buses, DIMMs, regions and namespaces.

extension NvdimmBus: Record {
    static let blank = NvdimmBus(name: .blank, provider: "")
    static let members: [RecordMember<NvdimmBus>] = [
        .required("dev", \.name),
        .required("provider", \.provider),
        .known("scrubbing", \.isScrubbing),
        .known("activation", \.activation),
        .known("activation_method", \.activationMethod),
    ]
}

extension KernelName {
    /// A placeholder until the name is read.
    static let blank = KernelName(rawValue: "")
}

extension Dimm: Record {
    static let blank = Dimm(name: .blank, bus: .blank, isEnabled: false)
    static let members: [RecordMember<Dimm>] = [
        .required("dev", \.name),
        .required("bus", \.bus),
        .required("enabled", \.isEnabled),
        .any("active", \.isActive),
        .any("flags", \.flags),
        .known("free_slots", \.freeSlots),
        .known("serial", \.serial),
        .any("takes_labels", \.takesLabels),
        .known("id", \.id),
        .known("handle", \.handle),
        .known("phys_id", \.physicalID),
        .any("faults", \.faults),
        .known("security", \.security),
        .any("security_frozen", \.isSecurityFrozen),
        .known("health", \.health),
        .known("firmware", \.firmware),
    ]
}

extension DimmHealth: Record {
    static let blank = DimmHealth()
    static let members: [RecordMember<DimmHealth>] = [
        .known("state", \.state),
        .known("temperature", \.temperature),
        .known("controller_temperature", \.controllerTemperature),
        .known("spares", \.spares),
        .known("life_used", \.lifeUsed),
        .known("dirty_shutdown", \.wasShutdownDirty),
        .known("dirty_shutdowns", \.dirtyShutdowns),
        .known("alarms", \.alarms),
        .known("thresholds", \.thresholds),
    ]
}

extension DimmHealth.Thresholds: Record {
    static let blank = DimmHealth.Thresholds()
    static let members: [RecordMember<DimmHealth.Thresholds>] = [
        .required("alarms", \.enabled),
        .required("temperature", \.temperature),
        .required("controller_temperature", \.controllerTemperature),
        .required("spares", \.spares),
    ]
}

extension DimmFirmware: Record {
    static let blank = DimmFirmware(canUpdate: false)
    static let members: [RecordMember<DimmFirmware>] = [
        .known("version", \.version),
        .any("can_update", \.canUpdate),
        .known("next_version", \.nextVersion),
        .known("activation", \.activation),
        .known("activation_result", \.activationResult),
    ]
}

extension DimmHealth.State: Formatted {}

extension DimmHealth.Alarm: Formatted {}

extension NvdimmRegion: Record {
    static let blank = NvdimmRegion(name: .blank, bus: .blank, isEnabled: false)
    static let members: [RecordMember<NvdimmRegion>] = [
        .required("dev", \.name),
        .required("bus", \.bus),
        .known("size", \.size),
        .known("available_size", \.availableSize),
        .required("enabled", \.isEnabled),
        .any("badblocks", \.badSectors),
        .known("range", \.range),
        .known("align", \.align),
        .known("labelled", \.isLabelled),
        .known("label_version", \.labelVersion),
        .any("mappings", \.mappings),
        .known("set_cookie", \.setCookie),
        .any("read_only", \.isReadOnly),
        .known("persistence_domain", \.persistenceDomain),
        .known("max_available_extent", \.largestFree),
        .known("target_node", \.targetNode),
        .known("numa_node", \.numaNode),
        .any("seeds", \.seeds),
        .any("idle", \.idle),
    ]
}

extension DimmMapping: Record {
    static let blank = DimmMapping(dimm: .blank, offset: 0, size: .zero, position: 0)
    static let members: [RecordMember<DimmMapping>] = [
        .required("dimm", \.dimm),
        .required("offset", \.offset),
        .required("size", \.size),
        .required("position", \.position),
    ]
}

extension NvdimmSeeds: Record {
    static let blank = NvdimmSeeds()
    static let members: [RecordMember<NvdimmSeeds>] = [
        .known("namespace", \.namespace),
        .known("dax", \.dax),
        .known("pfn", \.pfn),
        .known("btt", \.btt),
        .known("dax_align", \.daxAlign),
        .known("pfn_align", \.pfnAlign),
        .any("alignments", \.alignments),
        .any("sector_sizes", \.sectorSizes),
    ]
}

extension BadSectors: Record {
    static let blank = BadSectors(offset: 0, length: 0)
    static let members: [RecordMember<BadSectors>] = [
        .required("offset", \.offset),
        .required("length", \.length),
    ]
}

extension Namespace: Record {
    static let blank = Namespace(name: .blank, region: .blank, mode: "", isEnabled: false)
    static let members: [RecordMember<Namespace>] = [
        .required("dev", \.name),
        .required("region", \.region),
        .required("mode", \.mode),
        .known("size", \.size),
        .known("uuid", \.uuid),
        .known("name", \.altName),
        .known("nd_device", \.ndDevice),
        .known("chardev", \.device),
        .required("enabled", \.isEnabled),
        .any("bad_ranges", \.badRanges),
        .known("label_uuid", \.labelUUID),
        .known("raw_size", \.rawSize),
        .known("range", \.range),
        .known("usable", \.usable),
        .known("holder", \.holder),
        .known("holder_class", \.holderClass),
        .known("align", \.align),
        .known("map", \.map),
        .known("sector_size", \.sectorSize),
        .known("label_sector_size", \.labelSectorSize),
        .known("blockdev", \.blockDevice),
        .known("driver", \.driver),
        .known("contents", \.contents),
    ]
}

extension BlockContents: Record {
    static let blank = BlockContents()
    static let members: [RecordMember<BlockContents>] = [
        .any("signatures", \.signatures),
        .any("holders", \.holders),
        .known("unseen_users", \.unseenUsers),
        .any("gaps", \.gaps),
    ]
}

extension BlockSignature: Record {
    static let blank = BlockSignature(usage: .other, type: "")
    static let members: [RecordMember<BlockSignature>] = [
        .required("usage", \.usage),
        .required("type", \.type),
        .known("label", \.label),
        .known("uuid", \.uuid),
    ]
}

extension BlockHolder: Record {
    static let blank = BlockHolder(device: .blank, use: .swap)
    static let members: [RecordMember<BlockHolder>] = [
        .required("dev", \.device),
        .required("use", \.use),
    ]
}

extension BlockHolder.Use: Choice {
    static let cases: [ChoiceCase<BlockHolder.Use>] = [
        .holding("mount", { .mount(at: $0) }) { if case .mount(let path) = $0 { path } else { nil } },
        .plain("swap", .swap),
        .holding("blockdev", { .blockDevice($0) }) {
            if case .blockDevice(let name) = $0 { name } else { nil }
        },
        .holding("process", { .process($0) }) { if case .process(let user) = $0 { user } else { nil } },
        .plain("unseen", .unseen),
    ]
}

extension BlockSignature.Usage: Formatted {}
