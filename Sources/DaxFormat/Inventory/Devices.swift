// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

// Dax devices and their parts.

extension DaxDevice: Record {
    static let blank = DaxDevice(name: DeviceName(region: 0, device: 0), path: "")
    static let members: [RecordMember<DaxDevice>] = [
        .required("chardev", \.name),
        .required("path", \.path),
        .required("model", \.model),
        .known("driver", \.driver),
        .known("size", \.size),
        .known("align", \.align),
        .any("mappings", \.mappings),
        .known("resource", \.resource),
        .known("target_node", \.targetNode),
        .known("numa_node", \.numaNode),
        .known("memmap_on_memory", \.memmapOnMemory),
        .any("memblocks", \.blockList),
        .any("users", \.users),
        .known("unseen_users", \.unseenUsers),
        .any("leaked_ranges", \.leakedRanges),
        .any("may_be_poisoned", \.mayBePoisoned),
        .any("bad_ranges", \.badRanges),
        .known("stored_data", \.storedData),
    ]

    private var blockList: BlockList {
        get { BlockList(blocks) }
        set { blocks = newValue.blocks }
    }
}

extension Mapping: Record {
    static let blank = Mapping(index: 0, range: .first, pageOffset: 0)
    static let members: [RecordMember<Mapping>] = [
        .required("index", \.index),
        .required("range", \.range),
        .required("page_offset", \.pageOffset),
    ]
}

extension PhysicalRange {
    /// A placeholder until the range is read.
    static let first: PhysicalRange = {
        guard let range = PhysicalRange(start: 0, end: 0) else { preconditionFailure("0 is an address") }
        return range
    }()
}

extension DeviceUser: Record {
    static let blank = DeviceUser(pid: 0, command: "", uses: [])
    static let members: [RecordMember<DeviceUser>] = [
        .required("pid", \.pid),
        .required("command", \.command),
        .required("uses", \.uses),
    ]
}

extension UnseenUsers: Choice {
    static let cases: [ChoiceCase<UnseenUsers>] = [
        .plain("without-ptrace", .withoutPtrace),
        .plain("other-namespace", .otherNamespace),
        .holding("unreadable", { .unreadable($0) }) {
            if case .unreadable(let gap) = $0 { gap } else { nil }
        },
    ]
}

extension StoredData: Choice {
    static let cases: [ChoiceCase<StoredData>] = [
        .plain("blank", .blank),
        .holding("found", { .found(at: $0) }) {
            if case .found(let offset) = $0 { offset } else { nil }
        },
        .holding("unread", { .unread($0) }) {
            if case .unread(let gap) = $0 { gap } else { nil }
        },
    ]
}

extension Gap: Record {
    static let blank = Gap(file: "", reason: "")
    static let members: [RecordMember<Gap>] = [
        .required("file", \.file),
        .required("reason", \.reason),
        .any("needs_root", \.needsRoot),
    ]
}

extension DaxRegion: Record {
    static let blank = DaxRegion(id: 0, provider: .other, kind: .static, path: "")
    static let members: [RecordMember<DaxRegion>] = [
        .required("path", \.path),
        .required("id", \.id),
        .required("provider", \.provider),
        .required("kind", \.kind),
        .known("size", \.size),
        .known("available_size", \.availableSize),
        .known("align", \.align),
        .known("target_node", \.targetNode),
        .known("range", \.range),
    ]
}

extension UnownedMemory: Record {
    static let blank = UnownedMemory(range: .first, device: nil, node: nil, blocks: [])
    static let members: [RecordMember<UnownedMemory>] = [
        .required("range", \.range),
        .known("chardev", \.device),
        .known("target_node", \.node),
        .any("memblocks", \.blockList),
    ]

    private var blockList: BlockList {
        get { BlockList(blocks) }
        set { blocks = newValue.blocks }
    }
}
