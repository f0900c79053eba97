// SPDX-License-Identifier: Apache-2.0

/// The alignment that the next nd device of a region had before it was used: one that is released keeps what it was given.
public struct SeedAlign: Sendable, Hashable {
    /// The kind of nd device, pfn or dax.
    public var kind: HolderClass
    /// The alignment.
    public var align: ByteCount

    /// Creates an alignment.
    ///
    /// - Parameters:
    ///   - kind: The kind of nd device.
    ///   - align: The alignment.
    public init(_ kind: HolderClass, _ align: ByteCount) {
        self.kind = kind
        self.align = align
    }

    /// An alignment as it is written in a journal, or the word for none.
    static let journalSyntax = JournalSyntax<Self?> {
        JournalText.word($0.map { "\($0.kind.rawValue).\($0.align.rawValue)" })
    } value: { word in
        guard word != JournalText.none[...] else { return .some(nil) }
        let parts = word.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = HolderClass(rawValue: String(parts[0])), kind != .none,
            let align = Int(kernelDigits: parts[1])
        else { return nil }
        return SeedAlign(kind, ByteCount(rawValue: UInt64(align)))
    }
}
