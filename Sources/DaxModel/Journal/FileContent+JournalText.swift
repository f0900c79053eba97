// SPDX-License-Identifier: Apache-2.0

extension FileContent {
    /// The content as it stands in a journal.
    var journalText: String {
        switch self {
        case .absent: JournalText.none
        case .text(let text): "text \(JournalText.word(text))"
        case .link(let target): "link \(JournalText.word(target))"
        }
    }

    /// Creates a content from the words that ``journalText`` is made of, or returns nil for anything else.
    init?(journalText words: ArraySlice<Substring>) {
        let content: FileContent?
        switch (words.first, words.count) {
        case (Substring(JournalText.none), 1): content = .absent
        case ("text", 2): content = words.last.flatMap { JournalText.word(parsing: $0) }?.map { .text($0) }
        case ("link", 2): content = words.last.flatMap { JournalText.word(parsing: $0) }?.map { .link($0) }
        default: content = nil
        }
        guard let content else { return nil }
        self = content
    }
}
