// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

// NVDIMM buses, DIMMs, regions and namespaces.

extension NvdimmBus: Record {
    static let blank = NvdimmBus(name: .blank, provider: "")
    static let members: [RecordMember<NvdimmBus>] = [
        .required("dev", \.name),
        .required("provider", \.provider),
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
    ]
}

extension NvdimmRegion: Record {
    static let blank = NvdimmRegion(name: .blank, bus: .blank, isEnabled: false)
    static let members: [RecordMember<NvdimmRegion>] = [
        .required("dev", \.name),
        .required("bus", \.bus),
        .known("size", \.size),
        .known("available_size", \.availableSize),
        .required("enabled", \.isEnabled),
        .any("badblocks", \.badSectors),
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
    ]
}
