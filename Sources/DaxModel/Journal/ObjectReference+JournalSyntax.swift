// SPDX-License-Identifier: Apache-2.0

extension ObjectReference {
    /// The object as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("device", .device, Self.device) { if case .device(let name) = $0 { name } else { nil } },
        .init("namespace", .kernelName, Self.namespace) {
            if case .namespace(let name) = $0 { name } else { nil }
        },
        .init("nd-device", .kernelName, Self.ndDevice) {
            if case .ndDevice(let name) = $0 { name } else { nil }
        },
        .init("nd-region", .kernelName, Self.nvdimmRegion) {
            if case .nvdimmRegion(let name) = $0 { name } else { nil }
        },
        .init("dimm", .kernelName, Self.dimm) { if case .dimm(let name) = $0 { name } else { nil } },
        .init("dax-region", .text, Self.daxRegion) {
            if case .daxRegion(let path) = $0 { path } else { nil }
        },
        .init("block", .number, Self.memoryBlock) {
            if case .memoryBlock(let index) = $0 { index } else { nil }
        },
        .init("node", .number, Self.node) { if case .node(let number) = $0 { number } else { nil } },
        .init("setting", Setting.journalSyntax, Self.setting) {
            if case .setting(let setting) = $0 { setting } else { nil }
        },
    ])
}

extension ObjectReference.Setting {
    /// The setting as it is written in a journal.
    fileprivate static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("auto-online", .autoOnline),
        .init("demotion", .demotion),
        .init("numa-balancing", .numaBalancing),
        .init("weights", .weights),
        .init("autoprobe", .bus, Self.autoprobe) {
            if case .autoprobe(let bus) = $0 { bus } else { nil }
        },
        .init("module", .driver, Self.module) { if case .module(let driver) = $0 { driver } else { nil } },
        .init("modprobe", .modprobe),
        .init("initramfs", .text, { Self.initramfs(path: $0) }) {
            if case .initramfs(let path) = $0 { path } else { nil }
        },
    ])
}
