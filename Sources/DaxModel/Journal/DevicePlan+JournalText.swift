// SPDX-License-Identifier: Apache-2.0

extension DevicePlan {
    /// The device, its identity and its goal as they are written in a journal, without the losses.
    public var journalText: String {
        "\(name) uuid=\(JournalText.word(identity.uuid)) provider=\(JournalText.word(identity.provider)) "
            + "ranges=\(JournalText.ranges(identity.ranges)) "
            + "driver=\(JournalText.word(goal.driver?.rawValue)) memory=\(goal.memory.journalText) "
            + "unchanged=\(isUnchanged ? "yes" : "no") "
            + "becoming=\(goal.ranges.map(JournalText.ranges) ?? Self.same)"
    }

    /// The word for ranges that stay unchanged.
    private static let same = "same"

    /// Parses the plan for a device; returns nil for any text that ``journalText`` does not return.
    ///
    /// - Parameter text: The text.
    public init?(journalText text: some StringProtocol) {
        let words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 8, let name = DeviceName(words[0]),
            let uuid = JournalText.field("uuid", words[1]).flatMap({ JournalText.word(parsing: $0) }),
            let provider = JournalText.field("provider", words[2]).flatMap({ JournalText.word(parsing: $0) }),
            let ranges = JournalText.field("ranges", words[3]).flatMap({ JournalText.ranges(parsing: $0) }),
            let driver = JournalText.field("driver", words[4]).flatMap({ JournalText.word(parsing: $0) }),
            let memory = JournalText.field("memory", words[5]).flatMap({ Goal.Memory(journalText: $0) }),
            let unchanged = JournalText.field("unchanged", words[6]), ["yes", "no"].contains(unchanged),
            let becoming = JournalText.field("becoming", words[7])
        else { return nil }
        let goalRanges = JournalText.ranges(parsing: becoming)
        guard goalRanges != nil || becoming == Self.same else { return nil }
        self.init(
            name: name, identity: ObjectIdentity(uuid: uuid, provider: provider, ranges: ranges),
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
