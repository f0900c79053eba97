// SPDX-License-Identifier: Apache-2.0

/// One line of a journal: readable text, and a checksum that detects damage.
public enum JournalRecord: Sendable, Hashable {
    /// The header of the journal.
    case header(JournalHeader)
    /// A device of the plan.
    case device(DevicePlan)
    /// A namespace, an NVDIMM region or a DIMM of the plan.
    case nvdimm(NvdimmPlan)
    /// A setting of the host of the plan.
    case setting(SettingPlan)
    /// A step of the plan, by its index.
    case step(Int, Step)
    /// Several steps of the plan, by the index of the first.
    case steps(Int, StepSeries)
    /// What happened to a step, with a note for an administrator.
    case event(JournalEvent, note: String)
}

extension JournalRecord {
    /// The records of a plan's steps: one for each series, and one for each other step.
    ///
    /// - Parameter steps: The steps.
    /// - Returns: The records, in the order of the steps.
    public static func records(of steps: [Step]) -> [JournalRecord] {
        var records: [JournalRecord] = []
        var index = 0
        while index < steps.count {
            let series = StepSeries(startOf: steps[index...])
            records.append(series.map { .steps(index, $0) } ?? .step(index, steps[index]))
            index += series?.count ?? 1
        }
        return records
    }

    /// Writes the record: the text, its checksum and a line feed.
    ///
    /// - Parameter line: The line to write; its former content is replaced.
    public func write(to line: inout JournalLine) {
        line.clear()
        switch self {
        case .header(let header): line.add(header.journalText)
        case .device(let plan): line.add("device \(plan.journalText)")
        case .nvdimm(let plan): line.add("nvdimm \(NvdimmPlan.journalSyntax.text(of: plan))")
        case .setting(let plan): line.add("setting \(SettingPlan.journalSyntax.text(of: plan))")
        case .step(let index, let step):
            line.add("step ", index + 1)
            line.add(" ")
            step.write(to: &line)
        case .steps(let index, let series):
            line.add("steps ", index + 1)
            line.add("-", index + series.count)
            line.add(series.isDescending ? Self.descending : Self.ascending)
            series.first.write(to: &line)
        case .event(let event, let note):
            event.write(to: &line)
            if !note.isEmpty { line.add(" " + JournalText.sentence(note)) }
        }
        line.seal()
    }

    private static let ascending = " ascending "
    private static let descending = " descending "

    /// Parses a line as ``write(to:)`` writes it, without its line feed.
    ///
    /// - Parameter line: The bytes.
    /// - Throws: ``Flaw`` for any other line.
    public init(line: ArraySlice<UInt8>) throws(Flaw) {
        guard !JournalHeader.isNewer(line) else { throw .newer }
        let separator = Array(" #".utf8)
        guard line.count > 10, line.allSatisfy({ (0x20...0x7e).contains($0) }),
            line.suffix(10).starts(with: separator)
        else { throw .checksum }
        var checksum: UInt32 = 0
        for byte in line.suffix(8) {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): checksum = checksum << 4 | UInt32(byte & 0xf)
            case UInt8(ascii: "a")...UInt8(ascii: "f"): checksum = checksum << 4 | UInt32(byte & 0xf) + 9
            default: throw .checksum
            }
        }
        guard Checksum.of(line.dropLast(10)) == checksum else { throw .checksum }
        guard let record = Self(text: String(decoding: line.dropLast(10), as: UTF8.self)) else {
            throw .grammar
        }
        self = record
    }

    /// The maximum number of steps: each block goes offline and online.
    private static let maximumSteps = 2 * DaxDevice.maximumBlocks

    private init?(text: String) {
        if let header = JournalHeader(journalText: text) {
            self = .header(header)
            return
        }
        let words = text.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count >= 2 else { return nil }
        let rest = text[text.index(after: words[0].endIndex)...]
        if words[0] == "nvdimm" {
            guard let plan = NvdimmPlan.journalSyntax.value(of: rest) else { return nil }
            self = .nvdimm(plan)
            return
        }
        if words[0] == "setting" {
            guard let plan = SettingPlan.journalSyntax.value(of: rest) else { return nil }
            self = .setting(plan)
            return
        }
        if words[0] == "device" {
            guard let plan = DevicePlan(journalText: rest) else { return nil }
            self = .device(plan)
            return
        }
        let tail = words.count == 3 ? words[2] : nil
        if words[0] == "steps" {
            guard let tail, let steps = Self.steps(words[1], tail) else { return nil }
            self = steps
            return
        }
        guard let number = Int(kernelDigits: words[1]), (1...Self.maximumSteps).contains(number) else {
            return nil
        }
        if words[0] == "step" {
            guard let tail, let step = Step(journalText: tail) else { return nil }
            self = .step(number - 1, step)
        } else {
            guard let kind = JournalEvent.Kind(rawValue: String(words[0])) else { return nil }
            let note = tail.map { JournalText.sentence(parsing: $0) } ?? ""
            guard let note, tail == nil || !note.isEmpty else { return nil }
            self = .event(JournalEvent(kind, step: number - 1), note: note)
        }
    }

    private static func steps(_ numbers: Substring, _ text: Substring) -> JournalRecord? {
        let ends = numbers.split(separator: "-", omittingEmptySubsequences: false)
            .compactMap { Int(kernelDigits: $0) }
        let isDescending = text.hasPrefix(descending.dropFirst())
        guard ends.count == 2, "\(ends[0])-\(ends[1])" == numbers, 1 <= ends[0], ends[0] < ends[1],
            ends[1] <= maximumSteps, isDescending || text.hasPrefix(ascending.dropFirst()),
            let first = Step(journalText: text.dropFirst((isDescending ? descending : ascending).count - 1)),
            let series = StepSeries(first: first, count: ends[1] - ends[0] + 1, isDescending: isDescending)
        else { return nil }
        return .steps(ends[0] - 1, series)
    }

    /// What is wrong with a line.
    public enum Flaw: String, Error, Sendable, Hashable {
        /// Its checksum is not that of its text.
        case checksum = "its checksum does not fit"
        /// It is intact, and this version can't parse it.
        case grammar = "it is not a record that this version of daxshift writes"
        /// It is intact, and it can't follow the records before it.
        case order = "it does not fit the records before it"
        /// It is missing.
        case missing = "it is missing"
        /// It is the header of a journal in a format that this version does not know.
        case newer = "it was written by a newer daxshift"
    }
}
