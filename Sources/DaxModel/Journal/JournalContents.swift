// SPDX-License-Identifier: Apache-2.0

/// The contents of a journal: the plan, what happened to its steps, and what is damaged.
///
/// A last line without its line feed is not damage: its writer was killed at that moment.
public struct JournalContents: Sendable, Hashable {
    /// The header; nil when that record is damaged or was never written.
    public private(set) var header: JournalHeader?
    /// The devices, in their order.
    public private(set) var devices: [DevicePlan] = []
    /// The namespaces, NVDIMM regions and DIMMs, in their order.
    public private(set) var nvdimms: [NvdimmPlan] = []
    /// The settings of the host, in their order.
    public private(set) var settings: [SettingPlan] = []
    /// The steps by their indexes, those among them that were added while the plan was carried out.
    public private(set) var steps: [Int: Step] = [:]
    /// What happened, in order.
    public private(set) var events: [JournalEvent] = []
    /// The records that are damaged, in order.
    public private(set) var damage: [Damage] = []
    /// The number of bytes up to the end of the last whole line.
    public private(set) var wholeLength = 0
    /// The steps that were begun and not undone, as far as intact records tell, ascending.
    public private(set) var begun: [Int] = []
    /// The step that a torn last line says was about to begin.
    public private(set) var tornBegin: Int?
    /// The steps whose undo waits until the steps before them are undone.
    var waiting: Set<Int> {
        events.reduce(into: []) { waiting, event in
            switch event.kind {
            case .waiting: waiting.insert(event.step)
            case .begin, .undone: waiting.remove(event.step)
            case .done, .failed, .skipped: break
            }
        }
    }
    /// How many steps a damaged record may have begun unseen, beyond those that intact records name.
    private(set) var hiddenBegins = 0
    /// Whether a damaged record may have been an event of a step.
    private(set) var mayHideEvents = false

    /// A record that can't be read.
    public struct Damage: Sendable, Hashable {
        /// Its line, counted from 1.
        public var line: Int
        /// What is wrong with it.
        public var flaw: JournalRecord.Flaw

        fileprivate var length = 0
    }

    /// Parses a journal; it throws nothing, and lists what it can't parse in ``damage``.
    ///
    /// - Parameter bytes: The file's bytes.
    public init(parsing bytes: [UInt8]) {
        var replay = Replay()
        var lastPlanLine = 0
        var line = 0
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            line += 1
            let text = rest[..<end]
            rest = rest[(end + 1)...]
            do throws(JournalRecord.Flaw) {
                let record = try JournalRecord(line: text)
                guard take(record, line: line, &replay) else { throw .order }
                if isOfPlan(record) { lastPlanLine = line }
            } catch {
                damage.append(Damage(line: line, flaw: error, length: text.count))
                guard damage.count < Self.mostDamage, error != .newer else {
                    // The rest may have held as many records as fit into its length.
                    if !rest.isEmpty {
                        damage.append(Damage(line: line + 1, flaw: error, length: rest.count))
                    }
                    rest = rest[rest.endIndex...]
                    break
                }
            }
        }
        wholeLength = rest.startIndex
        begun = replay.begun
        takeTornTail(rest, replay)
        findMissing(after: line)
        let hiding = damage.filter { $0.line > lastPlanLine }
        mayHideEvents = !hiding.isEmpty
        hiddenBegins = hiding.reduce(rest.isEmpty ? 0 : 1) { $0 + 1 + $1.length / Self.shortestBegin }
    }

    /// The maximum number of damaged records; after these the rest of the journal is ignored.
    private static let mostDamage = 1000

    /// The length of the shortest record that begins a step.
    private static let shortestBegin = "begin 1 #00000000".utf8.count

    /// The plan, when all of it is there.
    public var plan: Plan? {
        guard let header, hasObjects(of: header), steps.count >= header.stepCount else { return nil }
        let all = (0..<steps.count).compactMap { steps[$0] }
        return all.count == steps.count ? plan(of: all) : nil
    }

    /// Whether all devices and other objects are there that the header counts.
    func hasObjects(of header: JournalHeader) -> Bool {
        devices.count == header.deviceCount && nvdimms.count == header.nvdimmCount
            && settings.count == header.settingCount
    }

    /// The plan of some steps for the objects.
    func plan(of steps: [Step]) -> Plan {
        Plan(devices: devices, nvdimms: nvdimms, settings: settings, steps: steps)
    }

    /// Whether the run was killed while it wrote its plan, so that nothing can have been begun.
    public var isUnfinished: Bool {
        damage.isEmpty && plan == nil
    }

    // MARK: Reading

    /// Which steps are begun, while events are read in order.
    private struct Replay {
        var isBegun: [Bool] = []
        /// How many steps from the first on are begun.
        var prefix = 0
        /// The objects that were named.
        var objects: Set<ObjectReference> = []

        var begun: [Int] { isBegun.indices.filter { isBegun[$0] } }

        mutating func take(_ event: JournalEvent) -> Bool {
            guard event.kind != .begin else { return begin(event.step) }
            guard isBegun.indices.contains(event.step), isBegun[event.step] else { return false }
            if event.kind == .undone {
                isBegun[event.step] = false
                prefix = min(prefix, event.step)
            }
            return true
        }

        private mutating func begin(_ step: Int) -> Bool {
            guard step <= prefix else { return false }
            if step == isBegun.count { isBegun.append(false) }
            isBegun[step] = true
            while prefix < isBegun.count, isBegun[prefix] { prefix += 1 }
            return true
        }
    }

    /// Adds a record; returns false if the record can't follow those before it.
    private mutating func take(_ record: JournalRecord, line: Int, _ replay: inout Replay) -> Bool {
        switch record {
        case .header(let header):
            guard line == 1 else { return false }
            self.header = header
        case .device(let plan):
            guard replay.objects.insert(.device(plan.name)).inserted, nvdimms.isEmpty, settings.isEmpty,
                steps.isEmpty
            else { return false }
            devices.append(plan)
        case .nvdimm(let plan):
            guard replay.objects.insert(plan.object).inserted, settings.isEmpty, steps.isEmpty else {
                return false
            }
            nvdimms.append(plan)
        case .setting(let plan):
            guard replay.objects.insert(.setting(plan.setting)).inserted, steps.isEmpty else { return false }
            settings.append(plan)
        case .step(let index, let step):
            let isNext = index == steps.count || !damage.isEmpty
            guard steps[index] == nil, isNext else { return false }
            steps[index] = step
        case .steps(let index, let series):
            guard header.map({ index + series.count <= $0.stepCount }) ?? true else { return false }
            for (offset, step) in series.steps.enumerated() {
                guard take(.step(index + offset, step), line: line, &replay) else { return false }
            }
        case .event(let event, _):
            // After a damaged record a valid event may look out of order, so it is kept all the same.
            events.append(event)
            return steps[event.step] != nil && replay.take(event)
        }
        return true
    }

    private func isOfPlan(_ record: JournalRecord) -> Bool {
        switch record {
        case .header, .device, .nvdimm, .setting, .steps: true
        case .step(let index, _): index < header?.stepCount ?? 0
        case .event: false
        }
    }

    /// Counts a torn `begin` as a whole one: its step was not tried, so its undo changes nothing.
    private mutating func takeTornTail(_ tail: ArraySlice<UInt8>, _ replay: Replay) {
        let next = replay.prefix
        guard !tail.isEmpty, plan != nil, steps[next] != nil, next == replay.isBegun.count else { return }
        let start = Array("begin \(next + 1)".utf8)
        guard zip(tail, start).allSatisfy({ $0 == $1 }) else { return }
        tornBegin = next
        begun.append(next)
    }

    /// A plan that is not whole is damage, unless the file just ends within it.
    private mutating func findMissing(after line: Int) {
        guard plan == nil, !events.isEmpty, damage.isEmpty else { return }
        damage.append(Damage(line: line, flaw: .missing))
    }
}
