// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// The condition as it stands in a journal.
    public var journalText: String {
        switch self {
        case .ranges(let name, let ranges): "ranges \(name) \(JournalText.ranges(ranges))"
        case .driver(let name, let driver): "driver \(name) \(JournalText.word(driver?.rawValue))"
        case .registered(let driver): "registered \(JournalText.word(driver.rawValue))"
        case .noneOnline(let name, let blocks): "none-online \(name) \(JournalText.blocks(blocks))"
        case .unheld(let name): "unheld \(name)"
        case .notSystemRAM(let name): "not-ram \(name)"
        case .unused(let name): "unused \(name)"
        case .block(let index, let state): "block \(index) \(state.rawValue)"
        case .zone(let index, let zone): "zone \(index) \(zone.rawValue)"
        case .autoOnline(let policy): "auto-online \(policy.rawValue)"
        case .autoprobe(let bus, let isOn): "autoprobe \(bus.rawValue) \(isOn ? 1 : 0)"
        case .nvdimm(let name, let driver):
            "nvdimm \(JournalText.word(name.rawValue)) \(JournalText.word(driver?.rawValue))"
        case .modprobe(let content): "modprobe \(content.journalText)"
        case .exists(let name, let isThere): "exists \(name) \(isThere ? 1 : 0)"
        case .memmapOnMemory(let name, let isOn): "memmap-on-memory \(name) \(isOn ? 1 : 0)"
        case .room(let node, let blocks): "room \(node) \(blocks)"
        case .align(let name, let align): "align \(name) \(align.rawValue)"
        }
    }

    /// Creates a condition from just what ``journalText`` makes, or returns nil for anything else.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)
        let (subject, value) = (words.dropFirst().first ?? "", words.dropFirst(2).first ?? "")
        let name = DeviceName(subject)
        let index = Int(kernelDigits: subject)
        let condition: Condition? =
            switch (words.first, words.count) {
            case ("ranges", 3):
                name.flatMap { name in JournalText.ranges(parsing: value).map { .ranges(name, $0) } }
            case ("driver", 3):
                name.flatMap { name in
                    JournalText.word(parsing: value).map {
                        .driver(name, $0.map { DriverName(rawValue: $0) })
                    }
                }
            case ("registered", 2):
                JournalText.word(parsing: subject)?.map { .registered(DriverName(rawValue: $0)) }
            case ("none-online", 3):
                name.flatMap { name in JournalText.blocks(parsing: value).map { .noneOnline(name, $0) } }
            case ("unheld", 2): name.map { .unheld($0) }
            case ("not-ram", 2): name.map { .notSystemRAM($0) }
            case ("unused", 2): name.map { .unused($0) }
            case ("block", 3):
                index.flatMap { index in
                    MemoryBlock.State(rawValue: String(value)).map { .block(index, $0) }
                }
            case ("zone", 3):
                index.flatMap { index in MemoryZone(rawValue: String(value)).map { .zone(index, $0) } }
            case ("auto-online", 2): AutoOnlinePolicy(rawValue: String(subject)).map { .autoOnline($0) }
            case ("autoprobe", 3):
                KernelBus(rawValue: String(subject)).flatMap { bus in
                    ["0", "1"].contains(value) ? .autoprobe(bus, value == "1") : nil
                }
            case ("nvdimm", 3):
                JournalText.word(parsing: subject)?.flatMap { name in
                    JournalText.word(parsing: value).map {
                        .nvdimm(KernelName(rawValue: name), $0.map { DriverName(rawValue: $0) })
                    }
                }
            case ("exists", 3):
                name.flatMap { name in
                    ["0", "1"].contains(value) ? .exists(name, value == "1") : nil
                }
            case ("memmap-on-memory", 3):
                name.flatMap { name in
                    ["0", "1"].contains(value) ? .memmapOnMemory(name, value == "1") : nil
                }
            case ("room", 3):
                index.flatMap { node in Int(kernelDigits: value).map { .room(besides: node, blocks: $0) } }
            case ("align", 3):
                name.flatMap { name in
                    Int(kernelDigits: value).map { .align(name, ByteCount(rawValue: UInt64($0))) }
                }
            case ("modprobe", 2), ("modprobe", 3), ("modprobe", 6):
                FileContent(journalText: words.dropFirst()).map { .modprobe($0) }
            default: nil
            }
        guard let condition else { return nil }
        self = condition
    }
}
