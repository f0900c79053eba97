// SPDX-License-Identifier: Apache-2.0

/// The first record of a journal: the run that wrote it, and the size of the plan that follows.
public struct JournalHeader: Sendable, Hashable {
    /// The boot in which it was written, from `/proc/sys/kernel/random/boot_id`.
    public var boot: String
    /// The process that wrote it.
    public var pid: Int32
    /// When it was begun, in UTC: `2026-11-23T17:29:20Z`.
    public var since: String
    /// The command that was carried out.
    public var command: String
    /// How many records of devices follow.
    public var deviceCount: Int
    /// How many records of namespaces, NVDIMM regions and DIMMs follow.
    public var nvdimmCount: Int
    /// How many records of settings of the host follow.
    public var settingCount: Int
    /// How many records of steps follow those.
    public var stepCount: Int

    private static let name = "daxshift-journal/"
    private static let form = name + "1"
    /// The maximum number of devices or steps: more than any host has.
    private static let maximumCount = 1 << 26

    /// Creates the header for a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - boot: The boot in which it is written.
    ///   - pid: The process that writes it.
    ///   - since: When it is begun.
    ///   - command: The command that is carried out.
    public init(plan: Plan, boot: String, pid: Int32, since: String, command: String) {
        self.boot = boot
        self.pid = pid
        self.since = since
        self.command = command
        deviceCount = plan.devices.count
        nvdimmCount = plan.nvdimms.count
        settingCount = plan.settings.count
        stepCount = plan.steps.count
    }

    /// The header as it is written in a journal.
    public var journalText: String {
        let counts = [
            "devices=\(deviceCount)", nvdimmCount == 0 ? nil : "nvdimms=\(nvdimmCount)",
            settingCount == 0 ? nil : "settings=\(settingCount)", "steps=\(stepCount)",
        ]
        return "\(Self.form) boot=\(JournalText.word(boot)) pid=\(pid) since=\(JournalText.sentence(since)) "
            + counts.compactMap(\.self).joined(separator: " ")
            + " command=\(JournalText.sentence(command))"
    }

    /// Parses a header; returns nil for any text that ``journalText`` does not return.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        var words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)[...]
        func field(_ key: String) -> Substring? { JournalText.field(key, words.popFirst()) }
        func count(_ key: String) -> Int? {
            field(key).flatMap { Int(kernelDigits: $0) }.flatMap { $0 <= Self.maximumCount ? $0 : nil }
        }
        func countUnlessZero(_ key: String) -> Int? {
            JournalText.field(key, words.first) == nil ? 0 : count(key).flatMap { $0 > 0 ? $0 : nil }
        }
        guard words.popFirst() == Self.form[...],
            let boot = field("boot").flatMap({ JournalText.word(parsing: $0) }) ?? nil,
            let pid = field("pid").flatMap({ Int(kernelDigits: $0) }).flatMap({ Int32(exactly: $0) }),
            let since = field("since").flatMap({ JournalText.sentence(parsing: $0) }),
            let devices = count("devices"), let nvdimms = countUnlessZero("nvdimms"),
            let settings = countUnlessZero("settings"), let steps = count("steps"),
            let command = JournalText.field("command", Substring(words.joined(separator: " "))),
            let command = JournalText.sentence(parsing: command)
        else { return nil }
        self.init(
            plan: Plan(devices: [], steps: []), boot: boot, pid: pid, since: since, command: command)
        deviceCount = devices
        nvdimmCount = nvdimms
        settingCount = settings
        stepCount = steps
    }

    /// Whether a line is the header of a journal in a later form than this version writes.
    static func isNewer(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: name.utf8) else { return false }
        let word = line.dropFirst(name.utf8.count).prefix { $0 != UInt8(ascii: " ") }
        return Int(kernelDigits: String(decoding: word.prefix(20), as: UTF8.self)).map { $0 > 1 } == true
    }
}
