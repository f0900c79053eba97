// SPDX-License-Identifier: Apache-2.0

extension FileContent {
    /// The content as it stands in a journal.
    var journalText: String {
        switch self {
        case .absent: JournalText.none
        case .text(let text, .common): "text \(JournalText.word(text))"
        case .text(let text, let access):
            "text \(JournalText.word(text)) \(String(access.permissions, radix: 8)) \(access.user) \(access.group)"
        case .link(let target): "link \(JournalText.word(target))"
        }
    }

    /// Creates a content from the words that ``journalText`` is made of, or returns nil for anything else.
    init?(journalText words: ArraySlice<Substring>) {
        let content: FileContent?
        switch (words.first, words.count) {
        case (Substring(JournalText.none), 1): content = .absent
        case ("text", 2): content = words.last.flatMap { JournalText.word(parsing: $0) }?.map { .text($0) }
        case ("text", 5):
            content = words.dropFirst().first.flatMap { JournalText.word(parsing: $0) }?.flatMap { text in
                FileAccess(journalText: words.suffix(3)).map { .text(text, $0) }
            }
        case ("link", 2): content = words.last.flatMap { JournalText.word(parsing: $0) }?.map { .link($0) }
        default: content = nil
        }
        guard let content else { return nil }
        self = content
    }
}

extension FileAccess {
    /// Reads the permissions in octal, the user and the group; nil for anything else, and for what is left out.
    fileprivate init?(journalText words: ArraySlice<Substring>) {
        let texts = Array(words)
        guard texts.count == 3, let permissions = UInt16(texts[0], radix: 8), permissions <= 0o777,
            String(permissions, radix: 8) == texts[0],
            let user = Int(kernelDigits: texts[1]).flatMap(UInt32.init(exactly:)),
            let group = Int(kernelDigits: texts[2]).flatMap(UInt32.init(exactly:))
        else { return nil }
        self.init(permissions: permissions, user: user, group: group)
        guard self != .common else { return nil }
    }
}
