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
        stepCount = plan.steps.count
    }

    /// The header as it is written in a journal.
    public var journalText: String {
        "\(Self.form) boot=\(JournalText.word(boot)) pid=\(pid) since=\(JournalText.sentence(since)) "
            + "devices=\(deviceCount) \(nvdimmCount == 0 ? "" : "nvdimms=\(nvdimmCount) ")steps=\(stepCount) "
            + "command=\(JournalText.sentence(command))"
    }

    /// Parses a header; returns nil for any text that ``journalText`` does not return.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        var words = Substring(text).split(separator: " ", maxSplits: 7, omittingEmptySubsequences: false)
        let nvdimmWord = words.count > 5 ? JournalText.field("nvdimms", words[5]) : nil
        if nvdimmWord != nil {
            words.remove(at: 5)
        } else {
            words = Substring(text).split(separator: " ", maxSplits: 6, omittingEmptySubsequences: false)
        }
        let nvdimms = nvdimmWord.map { Int(kernelDigits: $0) ?? 0 }
        guard words.count == 7, nvdimms != 0, nvdimms ?? 0 <= Self.maximumCount, words[0] == Self.form,
            let boot = JournalText.field("boot", words[1]).flatMap({ JournalText.word(parsing: $0) }) ?? nil,
            let pid = JournalText.field("pid", words[2]).flatMap({ Int(kernelDigits: $0) }),
            let pid = Int32(exactly: pid),
            let since = JournalText.field("since", words[3]).flatMap({ JournalText.sentence(parsing: $0) }),
            let devices = JournalText.field("devices", words[4]).flatMap({ Int(kernelDigits: $0) }),
            let steps = JournalText.field("steps", words[5]).flatMap({ Int(kernelDigits: $0) }),
            let command = JournalText.field("command", words[6]).flatMap({ JournalText.sentence(parsing: $0) }
            ),
            devices <= Self.maximumCount, steps <= Self.maximumCount
        else { return nil }
        self.init(
            plan: Plan(devices: [], steps: []), boot: boot, pid: pid, since: since, command: command)
        deviceCount = devices
        nvdimmCount = nvdimms ?? 0
        stepCount = steps
    }

    /// Whether a line is the header of a journal in a later form than this version writes.
    static func isNewer(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.starts(with: name.utf8) else { return false }
        let word = line.dropFirst(name.utf8.count).prefix { $0 != UInt8(ascii: " ") }
        return Int(kernelDigits: String(decoding: word.prefix(20), as: UTF8.self)).map { $0 > 1 } == true
    }
}
