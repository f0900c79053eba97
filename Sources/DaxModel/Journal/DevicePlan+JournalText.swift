// SPDX-License-Identifier: Apache-2.0

extension DevicePlan {
    /// The device, its goal and its ranges as they stand in a journal: without what the change costs.
    public var journalText: String {
        "\(name) driver=\(JournalText.word(goal.driver?.rawValue)) memory=\(goal.memory.journalText) "
            + "unchanged=\(isUnchanged ? "yes" : "no") ranges=\(JournalText.ranges(ranges)) "
            + "becoming=\(goal.ranges.map(JournalText.ranges) ?? Self.same)"
    }

    /// What stands for ranges that stay as they are.
    private static let same = "same"

    /// Creates the plan for a device from just what ``journalText`` makes, or returns nil for anything else.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 6, let name = DeviceName(words[0]),
            let driver = JournalText.field("driver", words[1]).flatMap({ JournalText.word(parsing: $0) }),
            let memory = JournalText.field("memory", words[2]).flatMap({ Goal.Memory(journalText: $0) }),
            let unchanged = JournalText.field("unchanged", words[3]), ["yes", "no"].contains(unchanged),
            let ranges = JournalText.field("ranges", words[4]).flatMap({ JournalText.ranges(parsing: $0) }),
            let becoming = JournalText.field("becoming", words[5])
        else { return nil }
        let goalRanges = JournalText.ranges(parsing: becoming)
        guard goalRanges != nil || becoming == Self.same else { return nil }
        self.init(
            name: name, ranges: ranges,
            goal: Goal(
                driver: driver.map { DriverName(rawValue: $0) }, memory: memory, ranges: goalRanges),
            isUnchanged: unchanged == "yes")
    }
}

extension DevicePlan.Goal.Memory {
    fileprivate var journalText: String {
        switch self {
        case .any: "any"
        case .offline: "offline"
        case .online(nil): "online"
        case .online(.movable): "online-movable"
        case .online(.kernel): "online-kernel"
        }
    }

    fileprivate init?(journalText text: Substring) {
        let all: [Self] = [.any, .offline, .online(nil), .online(.movable), .online(.kernel)]
        guard let memory = all.first(where: { $0.journalText == text }) else { return nil }
        self = memory
    }
}
