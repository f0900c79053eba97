// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// The condition as it stands in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("ranges", .device, .ranges, Self.ranges) {
            if case .ranges(let name, let ranges) = $0 { (name, ranges) } else { nil }
        },
        .init("driver", .device, .driverOrNone, Self.driver) {
            if case .driver(let name, let driver) = $0 { (name, driver) } else { nil }
        },
        .init("registered", .driver, Self.registered) {
            if case .registered(let driver) = $0 { driver } else { nil }
        },
        .init("none-online", .device, .blocks, Self.noneOnline) {
            if case .noneOnline(let name, let blocks) = $0 { (name, blocks) } else { nil }
        },
        .init("unheld", .device, Self.unheld) { if case .unheld(let name) = $0 { name } else { nil } },
        .init("not-ram", .device, Self.notSystemRAM) {
            if case .notSystemRAM(let name) = $0 { name } else { nil }
        },
        .init("unused", .device, Self.unused) { if case .unused(let name) = $0 { name } else { nil } },
        .init("block", .number, .state, Self.block) {
            if case .block(let index, let state) = $0 { (index, state) } else { nil }
        },
        .init("zone", .number, .zone, Self.zone) {
            if case .zone(let index, let zone) = $0 { (index, zone) } else { nil }
        },
        .init("auto-online", .policy, Self.autoOnline) {
            if case .autoOnline(let policy) = $0 { policy } else { nil }
        },
        .init("autoprobe", .bus, .flag, Self.autoprobe) {
            if case .autoprobe(let bus, let isOn) = $0 { (bus, isOn) } else { nil }
        },
        .init("nd-driver", .kernelName, .driverOrNone, Self.nvdimm) {
            if case .nvdimm(let name, let driver) = $0 { (name, driver) } else { nil }
        },
        .init("modprobe", .content, Self.modprobe) {
            if case .modprobe(let content) = $0 { content } else { nil }
        },
        .init("exists", .device, .flag, Self.exists) {
            if case .exists(let name, let isThere) = $0 { (name, isThere) } else { nil }
        },
        .init("align", .device, .byteCount, Self.align) {
            if case .align(let name, let align) = $0 { (name, align) } else { nil }
        },
        .init("memmap-on-memory", .device, .flag, Self.memmapOnMemory) {
            if case .memmapOnMemory(let name, let isOn) = $0 { (name, isOn) } else { nil }
        },
        .init("room", .number, .byteCount, Self.room) {
            if case .room(let node, let size) = $0 { (node, size) } else { nil }
        },
    ])
}
