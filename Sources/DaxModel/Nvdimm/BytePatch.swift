// SPDX-License-Identifier: Apache-2.0

/// Bytes for a part of what a DIMM or a namespace stores: its area of labels, or its info block.
public struct BytePatch: Sendable, Hashable {
    /// Where the first byte goes, from the start of the area or of the namespace.
    public let offset: Int
    /// The bytes.
    public let bytes: [UInt8]

    /// Creates a patch.
    ///
    /// - Parameters:
    ///   - offset: Where the first byte goes, from the start of the area or of the namespace; not negative.
    ///   - bytes: The bytes.
    public init(at offset: Int, _ bytes: [UInt8]) {
        self.offset = max(0, offset)
        self.bytes = bytes
    }

    /// What it overwrites.
    public var range: Range<Int> {
        let (end, isBeyond) = offset.addingReportingOverflow(bytes.count)
        return offset..<(isBeyond ? .max : end)
    }

    /// The patch as it is written in a journal: an area is mostly empty, so bytes that repeat are counted.
    static let journalSyntax = JournalSyntax<Self> { patch, line in
        line.add("at=\(patch.offset) bytes=")
        line.add(patch.runs)
    } read: { words in
        guard let offset = JournalText.field("at", words.popFirst()).flatMap({ Int(kernelDigits: $0) }),
            let runs = JournalText.field("bytes", words.popFirst()), let bytes = Self.bytes(ofRuns: runs)
        else { return nil }
        let patch = Self(at: offset, bytes)
        return patch.runs == runs ? patch : nil
    }

    /// Patches, one after the other.
    static let listSyntax = JournalSyntax<[Self]> { patches, line in
        for (index, patch) in patches.enumerated() {
            if index > 0 { line.add(" ") }
            journalSyntax.write(patch, &line)
        }
    } read: { words in
        var patches: [Self] = []
        while !words.isEmpty {
            guard let patch = journalSyntax.read(&words) else { return nil }
            patches.append(patch)
        }
        return patches.isEmpty ? nil : patches
    }

    /// Patches as a journal has them, on one line.
    ///
    /// - Parameter patches: The patches, at least one.
    /// - Returns: The text.
    package static func text(of patches: [Self]) -> String { listSyntax.text(of: patches) }

    /// Reads patches from their text.
    ///
    /// - Parameter text: The text.
    /// - Returns: The patches; nil for any other text.
    package static func patches(in text: String) -> [Self]? { listSyntax.value(of: text) }

    /// The most bytes that a journal may hold in a patch; more than any area has.
    private static let maximum = 1 << 28

    /// The bytes in hexadecimal, where `00*12` stands for twelve bytes of zero, with commas between the parts.
    private var runs: String {
        var parts: [String] = []
        var literal = ""
        var rest = bytes[...]
        while let byte = rest.first {
            let count = rest.prefix { $0 == byte }.count
            let digits = byte.hexDigits
            if count < 8 {
                for _ in 0..<count { literal += digits }
            } else {
                if !literal.isEmpty { parts.append(literal) }
                literal = ""
                parts.append("\(digits)*\(count)")
            }
            rest = rest.dropFirst(count)
        }
        if !literal.isEmpty { parts.append(literal) }
        return parts.isEmpty ? JournalText.none : parts.joined(separator: ",")
    }

    private static func bytes(ofRuns text: Substring) -> [UInt8]? {
        guard text != JournalText.none else { return [] }
        var bytes: [UInt8] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let halves = part.split(separator: "*", omittingEmptySubsequences: false)
            guard let group = [UInt8](hexDigits: halves[0]), !group.isEmpty, halves.count < 3,
                let count = halves.count == 1 ? 1 : Int(kernelDigits: halves[1]), count > 0,
                count <= (maximum - bytes.count) / group.count
            else { return nil }
            for _ in 0..<count { bytes += group }
        }
        return bytes
    }
}
