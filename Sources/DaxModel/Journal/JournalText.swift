// SPDX-License-Identifier: Apache-2.0

/// The text of values in a journal: printable ASCII, without the characters that separate values.
///
/// Every parser is strict: it accepts only what the writer writes.
enum JournalText {
    /// The word for a missing value and for an empty list.
    static let none = "-"
    /// The maximum number of indexes in a list of blocks: more than any host has.
    static let maximumBlocks = DaxDevice.maximumBlocks

    /// The text that a closure writes.
    static func text(_ write: (inout JournalLine) -> Void) -> String {
        var line = JournalLine()
        write(&line)
        return String(decoding: line.bytes, as: UTF8.self)
    }

    // MARK: Words and sentences

    /// A word: letters, digits, `_`, `.` and `-` unchanged, all else as `%` and two hexadecimal digits.
    static func word(_ text: String?) -> String {
        guard let text else { return none }
        guard !text.isEmpty else { return "%" }
        return escaped(text) { isWordByte($0) && text != none }
    }

    /// Parses what ``word(_:)`` returns; the outer nil is for any other text.
    static func word(parsing text: Substring) -> String?? {
        guard text != none else { return .some(nil) }
        guard let value = text == "%" ? "" : unescaped(text), word(value) == text else { return nil }
        return value
    }

    /// Words with spaces between them, at the end of a record or before a bar.
    static func sentence(_ text: String) -> String { escaped(text) { isSentenceByte($0) } }

    /// Parses what ``sentence(_:)`` returns.
    static func sentence(parsing text: Substring) -> String? {
        guard let value = unescaped(text), sentence(value) == text else { return nil }
        return value
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    static func isSentenceByte(_ byte: UInt8) -> Bool {
        (0x20...0x7e).contains(byte) && byte != UInt8(ascii: "%") && byte != UInt8(ascii: "|")
    }

    @inline(__always)
    private static func escaped(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
        guard !text.utf8.allSatisfy(isKept) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if isKept(byte) {
                bytes.append(byte)
            } else {
                let hex = String(byte, radix: 16)
                bytes += "%\(hex.count == 1 ? "0" : "")\(hex)".utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func unescaped(_ text: Substring) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let value = UInt8(Substring(rest.prefix(2)), radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }

    // MARK: Lists

    /// Numbers in their order, runs as `33-63`: `33-63,70`.
    static func blocks(_ indexes: [BlockNumber]) -> String {
        var runs: [ClosedRange<BlockNumber>] = []
        for index in indexes {
            if let last = runs.last, last.upperBound.advanced(by: 1) == index {
                runs[runs.count - 1] = last.lowerBound...index
            } else {
                runs.append(index...index)
            }
        }
        return list(runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" })
    }

    /// Reads what ``blocks(_:)`` makes, at most ``maximumBlocks``.
    static func blocks(parsing text: Substring) -> [BlockNumber]? {
        var indexes: [BlockNumber] = []
        for run in items(text) {
            let ends = run.split(separator: "-", omittingEmptySubsequences: false)
            let numbers = ends.compactMap { BlockNumber(kernelDigits: $0) }
            guard numbers.count == ends.count, let first = numbers.first, let last = numbers.last,
                numbers.count == 1 || numbers.count == 2 && first < last,
                first.distance(to: last) < maximumBlocks - indexes.count,
                indexes.last.map({ $0.advanced(by: 1) }) != first
            else { return nil }
            indexes += first...last
        }
        return indexes
    }

    /// Names with commas between them.
    static func names(_ names: [DeviceName]) -> String { list(names.map(\.description)) }

    /// Parses what ``names(_:)`` returns.
    static func names(parsing text: Substring) -> [DeviceName]? { values(text) { DeviceName($0) } }

    /// Ranges with commas between them.
    static func ranges(_ ranges: [PhysicalRange]) -> String { list(ranges.map(\.description)) }

    /// Parses what ``ranges(_:)`` returns.
    static func ranges(parsing text: Substring) -> [PhysicalRange]? {
        values(text) { range(parsing: $0) }
    }

    /// Parses a range in the form of its description.
    static func range(parsing text: Substring) -> PhysicalRange? {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, ends.allSatisfy({ $0.hasPrefix("0x") }),
            let start = UInt64(ends[0].dropFirst(2), radix: 16),
            let end = UInt64(ends[1].dropFirst(2), radix: 16),
            let range = PhysicalRange(start: start, end: end), range.description == text
        else { return nil }
        return range
    }

    /// The weights of nodes, ascending, as `0=3,1=1`, or `auto`.
    static func weights(_ weights: InterleaveWeights) -> String {
        switch weights {
        case .automatic: automatic
        case .explicit(let weights):
            list(weights.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
        }
    }

    /// Parses what ``weights(_:)`` returns.
    static func weights(parsing text: Substring) -> InterleaveWeights? {
        guard text != automatic else { return .automatic }
        let pairs = values(text) { item -> (NodeNumber, Int)? in
            let parts = item.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, let node = NodeNumber(kernelDigits: parts[0]),
                let weight = Int(kernelDigits: parts[1])
            else { return nil }
            return (node, weight)
        }
        guard let pairs, zip(pairs, pairs.dropFirst()).allSatisfy({ $0.0 < $1.0 }) else { return nil }
        return .explicit(Dictionary(pairs) { first, _ in first })
    }

    private static let automatic = "auto"

    private static func list(_ items: [String]) -> String {
        items.isEmpty ? none : items.joined(separator: ",")
    }

    private static func items(_ text: Substring) -> [Substring] {
        text == none ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
    }

    private static func values<Value>(_ text: Substring, _ value: (Substring) -> Value?) -> [Value]? {
        let items = items(text)
        let values = items.compactMap(value)
        return values.count == items.count ? values : nil
    }

    // MARK: Fields

    /// The value of a field `key=value`; nil when it is something else.
    static func field(_ key: String, _ text: Substring?) -> Substring? {
        guard let text, text.hasPrefix(key), text.dropFirst(key.count).first == "=" else { return nil }
        return text.dropFirst(key.count + 1)
    }
}
