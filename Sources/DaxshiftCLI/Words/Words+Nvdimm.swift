// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.NvdimmCause) -> String {
        switch cause {
        case .noRegion(let name): "no NVDIMM region \(name)"
        case .noDimm(let name): "no DIMM \(name)"
        case .none: "this host has no NVDIMM"
        case .severalRegions(let regions) where regions.isEmpty:
            "no NVDIMM region has room for a namespace: each is disabled, read-only or full"
        case .severalRegions(let regions):
            "\(regions.count) NVDIMM regions have room for a namespace: \(list(regions.map(\.rawValue)))"
        case .disabled: "the region is disabled"
        case .readOnly: "the region is read-only"
        case .unread(nil): "its place, its alignment or one of its namespaces could not be read"
        case .unread(let gap?): "could not read \(gap)"
        case .noLabels(let dimms):
            "\(list(dimms.map(\.rawValue))) \(dimms.count == 1 ? "has" : "have") no labels, which a new "
                + "namespace needs; with labels, the one namespace that the region is now is gone"
        case .takesNoLabels: "it has no place for labels, so its memory is one namespace"
        case .locked: "it is locked, so its labels can't be used"
        case .dimmDisabled: "it has no driver, so its labels can't be used"
        case .noSlot(let dimm): "\(dimm) has no free slot for another label"
        case .halfMade(let name):
            "another tool has left \(name) half made, and no other namespace can be made before that is gone"
        case .full: "nothing of the region is free"
        case .noRoom(let size, let pieces): "there is no room for \(size.exact): \(text(pieces: pieces))"
        case .badSize(let size, let granule):
            "a namespace can't have \(size.exact): sizes in this region are multiples of \(granule)"
        case .noUsableSize(let size): "\(size.exact) would leave no room behind the metadata of the namespace"
        case .badAlign(let align): "\(align.exact) is not an alignment of this region's namespaces"
        case .badSectorSize(let size): "a sector can't have \(size.rawValue) bytes"
        case .active(let regions):
            "\(list(regions.map(\.rawValue))) \(regions.count == 1 ? "uses" : "use") the same DIMM, whose labels "
                + "can change only while no region uses it"
        case .labelled(let namespaces) where namespaces.isEmpty: "it has labels, which would be lost"
        case .labelled(let namespaces):
            "it has labels, which would be lost, and with them \(list(namespaces.map(\.rawValue)))"
        case .labelledUntilBoot(let dimms):
            "once \(list(dimms.map(\.rawValue))) had labels, the kernel shows no memory without a label there until "
                + "the next boot, even if the labels are taken away again"
        }
    }

    /// The size that is free, and what one piece of it allows.
    private func text(pieces: [PhysicalRange]) -> String {
        guard pieces.count != 1 else { return "\(pieces.size) is free, in one piece" }
        return "\(pieces.size) is free in \(pieces.count) pieces, and a namespace is one piece: "
            + list(pieces.map { "\($0.size) at 0x\(String($0.start, radix: 16))" })
    }

    func text(_ cause: Finding.NamespaceCause) -> String {
        switch cause {
        case .missing(let reference, let region):
            "no namespace \(reference)\(region.map { " in \($0)" } ?? "")"
        case .inUse(let holders): "its block device is in use: \(list(holders.map(text)))"
        case .enabled: "it is enabled, and its info block can change only while it is disabled"
        case .usersUnseen(let gap): "its block device may be in use; its users can't be seen: \(gap)"
        case .processesUnseen(let unseen): text(.usersUnseen(unseen), nil)
        case .deviceInUse(let device, let users): text(.inUse(users), device)
        case .deviceUsersUnseen(let device, let unseen): text(.usersUnseen(unseen), device)
        case .systemRAM(let device, let online):
            "its memory is system RAM by \(device), and "
                + (online > 1
                    ? "\(online) memory blocks of it are online"
                    : "\(online == 0 ? "no" : "1") memory block of it is online")
        case .strayMemory(let ranges):
            "the kernel has \(ranges.size) of it (\(list(ranges.map(\.description))) in /proc/iomem) as system "
                + "RAM of another device, or of one that is gone"
        case .holdsData(let contents): text(contents)
        case .uuidTaken(let uuid, _): "it has the UUID \(uuid)"
        case .noLabel: "it has no label, so it can have no other size, name or UUID"
        case .unknownMode(let mode): "its mode, \(mode), is unknown"
        case .longName(let name): "the name has \(name.utf8.count) bytes, and a label keeps 63"
        case .nameNotText(let name):
            "its name, \(StyledText.printable(name)), is not UTF-8, so it could not be put back after a failure"
        case .needless(let fields, let mode):
            "a namespace in \(mode.rawValue) mode has no \(fields.map(text).joined(separator: " and no "))"
        case .notDevdax(let mode):
            "a namespace in \(mode.rawValue) mode has no device that could become system RAM"
        case .keepsContents(let size):
            "what is stored in its \(size) stays on the medium until something is written over it"
        }
    }

    /// What a namespace is, and what was found on it.
    private func text(_ contents: Finding.NamespaceContents) -> String {
        var parts = [contents.mode]
        if let size = contents.size { parts.append("\(size)") }
        if let name = contents.altName { parts.append("name \(StyledText.printable(name))") }
        if let uuid = contents.uuid { parts.append("UUID \(uuid)") }
        let found =
            switch contents.signatures {
            case nil: "what is stored in it was not looked at"
            case []?: "no file system, partition table or the like was found in it"
            case let signatures?: "it holds \(list(signatures.map(text)))"
            }
        return "it would be lost (\(parts.joined(separator: ", "))); \(found)"
    }

    private func text(_ signature: BlockSignature) -> String {
        let marks = [signature.label.map { "label \($0)" }, signature.uuid.map { "UUID \($0)" }].compactMap {
            $0
        }
        return signature.type + (marks.isEmpty ? "" : " (\(marks.joined(separator: ", ")))")
    }

    private func text(_ holder: BlockHolder) -> String {
        switch holder.use {
        case .mount(let path): "\(holder.device) is mounted at \(path)"
        case .swap: "\(holder.device) is swap"
        case .blockDevice(let name): "\(name) is made of \(holder.device)"
        case .process(let user): "process \(user) has \(holder.device)"
        case .unseen:
            "somebody holds \(holder.device) who can't be seen, such as a mount in another namespace"
        }
    }

    func text(_ field: Finding.NamespaceField) -> String {
        switch field {
        case .presence: "presence"
        case .driver: "driver"
        case .mode: "mode"
        case .uuid: "UUID"
        case .name: "name"
        case .range: "range"
        case .align: "alignment"
        case .map: "place for a map"
        case .sectorSize: "sector size"
        case .labels: "labels"
        }
    }
}
