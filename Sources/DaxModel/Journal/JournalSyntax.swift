// SPDX-License-Identifier: Apache-2.0

/// How the values of a type stand in a journal, as words: one description, by which they are written and read.
///
/// What is read back is just what is written: any other text is refused.
struct JournalSyntax<Value>: Sendable {
    /// The words of a record that are not read yet.
    typealias Words = ArraySlice<Substring>

    /// Adds the words of a value to a line.
    let write: @Sendable (Value, inout JournalLine) -> Void
    /// Takes the words of a value, or returns nil where they are other than ``write`` makes.
    let read: @Sendable (inout Words) -> Value?

    /// Creates the syntax of values that are written and read in some way.
    init(
        write: @escaping @Sendable (Value, inout JournalLine) -> Void,
        read: @escaping @Sendable (inout Words) -> Value?
    ) {
        self.write = write
        self.read = read
    }

    /// Creates the syntax of values that are one word each.
    init(
        word: @escaping @Sendable (Value) -> String, value: @escaping @Sendable (Substring) -> Value?
    ) {
        self.init {
            $1.add(word($0))
        } read: {
            $0.popFirst().flatMap(value)
        }
    }

    /// Creates the syntax of values that have one of several forms.
    ///
    /// - Parameter forms: The forms; each value has just one.
    init(forms: [Form]) {
        self.init { value, line in
            _ = forms.first { $0.write(value, &line) }
        } read: { words in
            guard let keyword = words.popFirst() else { return nil }
            return forms.first { $0.keyword == keyword }?.read(&words)
        }
    }

    /// The same word behind a label: `label=word`.
    func labelled(_ label: String) -> JournalSyntax {
        JournalSyntax { value, line in
            line.add(label)
            line.add("=")
            write(value, &line)
        } read: { words in
            guard let word = JournalText.field(label, words.first) else { return nil }
            words[words.startIndex] = word
            return read(&words)
        }
    }
}

extension JournalSyntax {
    /// A value as it stands in a journal.
    func text(of value: Value) -> String { JournalText.text { write(value, &$0) } }

    /// Reads a value from its text; nil for any other text.
    func value(of text: some StringProtocol) -> Value? {
        var words = Substring(text).split(separator: " ", omittingEmptySubsequences: false)[...]
        guard let value = read(&words), words.isEmpty else { return nil }
        return value
    }
}

extension JournalSyntax {
    /// One form of a type's values: a keyword and the parts that follow it.
    struct Form: Sendable {
        let keyword: String
        /// Adds a value to a line; false, and nothing is added, where the value has another form.
        let write: @Sendable (Value, inout JournalLine) -> Bool
        /// Takes what follows the keyword.
        let read: @Sendable (inout Words) -> Value?

        /// Creates the form of a single value.
        init(_ keyword: String, _ value: Value) where Value: Equatable & Sendable {
            self.keyword = keyword
            write = { other, line in
                guard other == value else { return false }
                line.add(keyword)
                return true
            }
            read = { _ in value }
        }

        /// Creates a form with one part.
        ///
        /// - Parameters:
        ///   - keyword: The first word.
        ///   - syntax: How the part stands behind it.
        ///   - make: Makes the value of its part.
        ///   - part: The part of a value that has this form; nil of any other.
        init<Part>(
            _ keyword: String, _ syntax: JournalSyntax<Part>,
            _ make: @escaping @Sendable (Part) -> Value, part: @escaping @Sendable (Value) -> Part?
        ) {
            self.keyword = keyword
            write = { value, line in
                guard let part = part(value) else { return false }
                line.add(keyword)
                line.add(" ")
                syntax.write(part, &line)
                return true
            }
            read = { syntax.read(&$0).map(make) }
        }

        /// Creates a form with two parts.
        ///
        /// - Parameters:
        ///   - keyword: The first word.
        ///   - first: How the first part stands behind it.
        ///   - second: How the second part stands behind that.
        ///   - make: Makes the value of its parts.
        ///   - parts: The parts of a value that has this form; nil of any other.
        init<First, Second>(
            _ keyword: String, _ first: JournalSyntax<First>, _ second: JournalSyntax<Second>,
            _ make: @escaping @Sendable (First, Second) -> Value,
            parts: @escaping @Sendable (Value) -> (First, Second)?
        ) {
            let both = JournalSyntax<(First, Second)> { value, line in
                first.write(value.0, &line)
                line.add(" ")
                second.write(value.1, &line)
            } read: { words in
                guard let one = first.read(&words), let other = second.read(&words) else { return nil }
                return (one, other)
            }
            self.init(keyword, both, { make($0.0, $0.1) }, part: parts)
        }
    }
}
