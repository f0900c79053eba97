// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// The action as it stands in a journal.
    public var journalText: String { JournalText.text(write) }

    /// Adds the action as it stands in a journal.
    func write(to line: inout JournalLine) {
        switch self {
        case .online(let index, let zone):
            line.add("online ", index)
            line.add(" ")
            line.add(zone?.rawValue ?? JournalText.none)
        case .offline(let index): line.add("offline ", index)
        case .bind(let name, let driver, let bystanders):
            line.add(
                "bind \(name) \(JournalText.word(driver.rawValue)) sparing=\(JournalText.names(bystanders))")
        case .unbind(let name, let driver, let blocks):
            line.add(
                "unbind \(name) \(JournalText.word(driver.rawValue)) blocks=\(JournalText.blocks(blocks))")
        case .forget(let name, let driver): line.add("forget \(name) \(JournalText.word(driver.rawValue))")
        case .setAutoOnline(let policy): line.add("auto-online \(policy.rawValue)")
        case .setAutoprobe(let bus, let isOn): line.add("autoprobe \(bus.rawValue) \(isOn ? 1 : 0)")
        case .load(let driver): line.add("load \(JournalText.word(driver.rawValue))")
        case .bindNvdimm(let name, let driver):
            line.add("bind-nd \(JournalText.word(name.rawValue)) \(JournalText.word(driver.rawValue))")
        case .unbindNvdimm(let name, let driver, let device):
            line.add(
                "unbind-nd \(JournalText.word(name.rawValue)) \(JournalText.word(driver.rawValue)) \(device)")
        case .setModprobe(let content): line.add("modprobe \(content.journalText)")
        case .create(let name): line.add("create \(name)")
        case .delete(let name): line.add("delete \(name)")
        case .setAlign(let name, let align): line.add("align \(name) \(align.rawValue)")
        case .setMemmapOnMemory(let name, let isOn): line.add("memmap-on-memory \(name) \(isOn ? 1 : 0)")
        case .map(let name, let range, let ranges):
            line.add("map \(name) \(range) after=\(JournalText.ranges(ranges))")
        case .unmap(let name, let range, let ranges):
            line.add("unmap \(name) \(range) after=\(JournalText.ranges(ranges))")
        }
    }

    /// Creates an action from just what ``journalText`` makes, or returns nil for anything else.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)
        var rest = words.dropFirst()
        func name() -> DeviceName? { rest.popFirst().flatMap { DeviceName($0) } }
        func index() -> Int? { rest.popFirst().flatMap { Int(kernelDigits: $0) } }
        func driver() -> DriverName? {
            rest.popFirst().flatMap { JournalText.word(parsing: $0) }?.map { DriverName(rawValue: $0) }
        }
        func lastRange() -> (range: PhysicalRange, others: [PhysicalRange])? {
            guard let range = rest.popFirst().flatMap({ JournalText.range(parsing: $0) }),
                let others = JournalText.field("after", rest.popFirst()).flatMap({
                    JournalText.ranges(parsing: $0)
                })
            else { return nil }
            return (range, others)
        }
        func nvdimm() -> KernelName? {
            rest.popFirst().flatMap { JournalText.word(parsing: $0) }?.map { KernelName(rawValue: $0) }
        }
        var action: Action?
        switch words.first {
        case "bind":
            if let name = name(), let driver = driver(),
                let bystanders = JournalText.field("sparing", rest.popFirst()).flatMap({
                    JournalText.names(parsing: $0)
                })
            {
                action = .bind(name, driver, bystanders: bystanders)
            }
        case "unbind":
            if let name = name(), let driver = driver(),
                let blocks = JournalText.field("blocks", rest.popFirst()).flatMap({
                    JournalText.blocks(parsing: $0)
                })
            {
                action = .unbind(name, driver, blocks: blocks)
            }
        case "forget":
            if let name = name(), let driver = driver() { action = .forget(name, driver) }
        case "online":
            if let index = index(), let word = rest.popFirst() {
                let zone = MemoryZone(rawValue: String(word))
                if zone != nil || word == JournalText.none { action = .online(index, zone) }
            }
        case "offline": action = index().map { .offline($0) }
        case "auto-online":
            action = rest.popFirst().flatMap { AutoOnlinePolicy(rawValue: String($0)) }.map {
                .setAutoOnline($0)
            }
        case "autoprobe":
            if let bus = rest.popFirst().flatMap({ KernelBus(rawValue: String($0)) }), let value = index(),
                value <= 1
            {
                action = .setAutoprobe(bus, value == 1)
            }
        case "load": action = driver().map { .load($0) }
        case "bind-nd": if let name = nvdimm(), let driver = driver() { action = .bindNvdimm(name, driver) }
        case "unbind-nd":
            if let nvdimm = nvdimm(), let driver = driver(), let device = name() {
                action = .unbindNvdimm(nvdimm, driver, carrying: device)
            }
        case "modprobe":
            action = FileContent(journalText: rest).map { .setModprobe($0) }
            rest = []
        case "create": action = name().map { .create($0) }
        case "delete": action = name().map { .delete($0) }
        case "align":
            if let name = name(), let align = index() {
                action = .setAlign(name, ByteCount(rawValue: UInt64(align)))
            }
        case "memmap-on-memory":
            if let name = name(), let value = index(), value <= 1 {
                action = .setMemmapOnMemory(name, value == 1)
            }
        case "map":
            if let name = name(), let last = lastRange() {
                action = .map(name, last.range, after: last.others)
            }
        case "unmap":
            if let name = name(), let last = lastRange() {
                action = .unmap(name, last.range, after: last.others)
            }
        default: break
        }
        guard let action, rest.isEmpty else { return nil }
        self = action
    }
}
