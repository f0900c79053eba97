// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of a device.
    public enum Device: Sendable, Hashable {
        /// It covers these physical ranges, so its name still means the same device; a device that is gone
        /// covers none.
        case ranges([PhysicalRange])
        /// This driver holds it; nil: none does.
        case driver(DriverName?)
        /// None of these memory blocks of it is in use.
        case noneOnline([BlockNumber])
        /// No driver of the dax bus holds it; one that is not on the bus is held by none.
        case unheld
        /// It is not system RAM: kmem does not hold it.
        case notSystemRAM
        /// No process has it open or mapped, and all processes could be inspected.
        case unused
        /// Whether it is there.
        case exists(Bool)
        /// It has this alignment, or is gone.
        case align(ByteCount)
        /// Whether the map of its memory is kept in that memory; one that is gone keeps none.
        case memmapOnMemory(Bool)
    }
}

extension Condition.Device {
    func description(of name: DeviceName) -> String {
        switch self {
        case .ranges([]): "\(name) has no memory"
        case .ranges(let ranges): "\(name) covers \(ranges.map(\.description).joined(separator: ", "))"
        case .driver(nil): "\(name) has no driver"
        case .driver(let driver?): "\(name) is held by \(driver)"
        case .noneOnline: "no memory block of \(name) is online"
        case .unheld: "no driver of the dax bus holds \(name)"
        case .notSystemRAM: "\(name) is not in the hands of kmem"
        case .unused: "no process has \(name) open or mapped"
        case .exists(true): "\(name) is there"
        case .exists(false): "there is no \(name)"
        case .align(let align): "\(name) is aligned to \(align)"
        case .memmapOnMemory(let isOn): "memmap_on_memory of \(name) is \(isOn ? 1 : 0)"
        }
    }

    /// The condition, without its device, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("ranges", .ranges, Self.ranges) { if case .ranges(let ranges) = $0 { ranges } else { nil } },
        .init("driver", .driverOrNone, Self.driver) {
            if case .driver(let driver) = $0 { .some(driver) } else { nil }
        },
        .init("none-online", .blocks, Self.noneOnline) {
            if case .noneOnline(let blocks) = $0 { blocks } else { nil }
        },
        .init("unheld", .unheld),
        .init("not-ram", .notSystemRAM),
        .init("unused", .unused),
        .init("exists", .flag, Self.exists) { if case .exists(let isThere) = $0 { isThere } else { nil } },
        .init("align", .byteCount, Self.align) { if case .align(let align) = $0 { align } else { nil } },
        .init("memmap-on-memory", .flag, Self.memmapOnMemory) {
            if case .memmapOnMemory(let isOn) = $0 { isOn } else { nil }
        },
    ])
}
