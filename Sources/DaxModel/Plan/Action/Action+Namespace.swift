// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// One change of a namespace.
    public enum Namespace: Sendable, Hashable {
        /// Gives it a label, and with it a place.
        case setLabel(NamespaceLabel)
        /// Takes the label with this UUID and its place away, where it has that; the kernel keeps what is stored there until
        /// somebody writes over it.
        case clear(uuid: String)
        /// Makes its mode: the seed of its region becomes its nd device, and is bound to its driver.
        case make(HolderShape)
        /// Takes the nd device away that ``make(_:)`` made, and gives the seed back the alignment that it had.
        case unmake(SeedAlign?)
        /// Binds it to `nd_pmem`, by which the kernel makes the nd device that its info block describes; a devdax namespace
        /// then gets this driver.
        case enable(NamespaceMode?, DriverName?)
        /// Unbinds its nd device and releases that, or unbinds the namespace itself in raw mode.
        case disable
        /// Saves the first 8 KiB, which hold the info block, and overwrites them with zeros.
        case eraseInfoBlock
        /// Saves the first 8 KiB, which hold the info block, and overwrites them with these.
        case writeInfoBlock(BytePatch)
        /// Writes the saved info block back, or whatever else was saved of the namespace.
        case restoreInfoBlock
        /// Binds it to `nd_pmem` so that all of it is a block device, whatever its info block says.
        case enableRaw
        /// Unbinds it from `nd_pmem`, which minds its info block again.
        case disableRaw
        /// Saves the parts of the block translation table that are overwritten with these, while the namespace is enabled raw.
        case repairTable([BytePatch])
    }
}

extension Action.Namespace {
    func before(on name: KernelName) -> [Condition] {
        switch self {
        case .setLabel, .clear, .make, .eraseInfoBlock, .writeInfoBlock, .enableRaw:
            [.namespace(name, .inactive)]
        case .disable, .unmake, .restoreInfoBlock, .disableRaw: [.namespace(name, .unused)]
        case .repairTable: [.namespace(name, .raw(true))]
        case .enable: []
        }
    }

    func after(on name: KernelName) -> Condition {
        switch self {
        case .setLabel(let label): .namespace(name, .label(label))
        case .clear(let uuid): .namespace(name, .without(uuid: uuid))
        case .make(let shape): .namespace(name, .made(shape))
        case .unmake(let align): .namespace(name, .released(align))
        case .enable(let mode, let driver): .namespace(name, .active(mode, driver))
        case .disable: .namespace(name, .inactive)
        case .eraseInfoBlock, .writeInfoBlock: .namespace(name, .infoBlockSaved(true))
        case .restoreInfoBlock: .namespace(name, .infoBlockSaved(false))
        case .enableRaw: .namespace(name, .raw(true))
        case .disableRaw: .namespace(name, .raw(false))
        case .repairTable: .namespace(name, .repaired)
        }
    }

    func effect(on name: KernelName) -> Action.Effect {
        switch self {
        case .setLabel(let label): .writes(label.writes(to: name))
        case .clear:
            .writes([
                FileWrite(KernelFile.namespaceSize(name), "0"),
                FileWrite(KernelFile.namespaceAltName(name), ""),
            ])
        case .make(let shape):
            .writes(
                shape.values.map { FileWrite(KernelFile.seed(shape.kind, of: name, $0.file), $0.value) }
                    + [
                        FileWrite(KernelFile.seed(shape.kind, of: name, "namespace"), name.rawValue),
                        FileWrite(KernelFile.bind(shape.driver), "the seed"),
                    ])
        case .unmake, .disable: .writes([FileWrite(KernelFile.holderUnbind(of: name), "its nd device")])
        case .enable: .writes([FileWrite(KernelFile.bind(.ndPmem), name.rawValue)])
        case .eraseInfoBlock: .overwrite(namespace: name, KernelFile.infoBlockSize, with: .zeros)
        case .writeInfoBlock: .overwrite(namespace: name, KernelFile.infoBlockSize, with: .infoBlock)
        case .restoreInfoBlock: .overwrite(namespace: name, KernelFile.infoBlockSize, with: .saved)
        case .enableRaw:
            .writes([
                FileWrite(KernelFile.forceRaw(name), "1"), FileWrite(KernelFile.bind(.ndPmem), name.rawValue),
            ])
        case .disableRaw:
            .writes([
                FileWrite(KernelFile.unbind(.ndPmem), name.rawValue),
                FileWrite(KernelFile.forceRaw(name), "0"),
            ])
        case .repairTable(let parts):
            .overwrite(
                namespace: name, ByteCount(rawValue: UInt64(parts.reduce(0) { $0 + $1.bytes.count })),
                with: .table)
        }
    }

    func subject(on name: KernelName) -> Action.Subject {
        switch self {
        case .setLabel, .clear: .label(name)
        case .make, .unmake, .enable, .disable, .enableRaw, .disableRaw: .state(.namespace(name))
        case .eraseInfoBlock, .writeInfoBlock, .restoreInfoBlock, .repairTable: .infoBlock(name)
        }
    }

    var result: String {
        switch self {
        case .setLabel(let label): label.size.exact
        case .clear: "no label"
        case .make(let shape): shape.kind.rawValue
        case .unmake, .disable, .disableRaw: "no driver"
        case .enable(let mode, _): mode?.rawValue ?? "enabled"
        case .enableRaw: "raw"
        case .repairTable: "a right block translation table"
        case .eraseInfoBlock: "no info block"
        case .writeInfoBlock: "a new info block"
        case .restoreInfoBlock: "its info block"
        }
    }

    func description(on name: KernelName) -> String {
        switch self {
        case .setLabel(let label): "give \(name) a label with \(label.size.exact)"
        case .clear: "take the label from \(name)"
        case .make(let shape): "make a \(shape.kind.rawValue) device on \(name)"
        case .unmake: "take the nd device from \(name)"
        case .enable: "enable \(name)"
        case .disable: "disable \(name)"
        case .eraseInfoBlock: "save and erase the info block of \(name)"
        case .writeInfoBlock: "save the info block of \(name) and write a new one"
        case .restoreInfoBlock: "write the info block of \(name) back"
        case .enableRaw: "enable \(name) raw"
        case .disableRaw: "disable \(name) in raw mode"
        case .repairTable: "save parts of the block translation table of \(name) and write right ones"
        }
    }

    /// The action, without its namespace, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("set-label", NamespaceLabel.journalSyntax, Self.setLabel) {
            if case .setLabel(let label) = $0 { label } else { nil }
        },
        .init("clear", .text.labelled("uuid"), { .clear(uuid: $0) }) {
            if case .clear(let uuid) = $0 { uuid } else { nil }
        },
        .init("make", HolderShape.journalSyntax, Self.make) {
            if case .make(let shape) = $0 { shape } else { nil }
        },
        .init("unmake", SeedAlign.journalSyntax, Self.unmake) {
            if case .unmake(let align) = $0 { .some(align) } else { nil }
        },
        .init("enable", .modeOrNone, .driverOrNone, Self.enable) {
            if case .enable(let mode, let driver) = $0 { (mode, driver) } else { nil }
        },
        .init("disable", .disable),
        .init("erase-info-block", .eraseInfoBlock),
        .init("write-info-block", BytePatch.journalSyntax, Self.writeInfoBlock) {
            if case .writeInfoBlock(let bytes) = $0 { bytes } else { nil }
        },
        .init("restore-info-block", .restoreInfoBlock),
        .init("enable-raw", .enableRaw),
        .init("disable-raw", .disableRaw),
        .init("repair-table", BytePatch.listSyntax, Self.repairTable) {
            if case .repairTable(let parts) = $0 { parts } else { nil }
        },
    ])
}
