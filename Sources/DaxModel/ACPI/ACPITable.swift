// SPDX-License-Identifier: Apache-2.0

/// An ACPI table: a header of 36 bytes, and content that depends on its signature.
///
/// All numbers are little-endian.
public struct ACPITable: Sendable, Hashable {
    /// The whole table.
    public private(set) var bytes: [UInt8]

    /// Reads a table; bytes after its end are ignored.
    ///
    /// - Parameters:
    ///   - signature: Its signature of four letters.
    ///   - file: The content of the file that holds it.
    /// - Throws: ``ACPIError/malformed(_:)`` when it is cut short, another table, or damaged.
    public init(_ signature: String, parsing file: [UInt8]) throws(ACPIError) {
        let name = signature
        guard file.count >= Self.headerSize else {
            throw .malformed("not a valid \(name): it has \(file.count) bytes")
        }
        bytes = file
        guard bytes.starts(with: name.utf8) else {
            throw .malformed("not a valid \(name): the signature is wrong")
        }
        let length = Int(number(at: Self.lengthOffset, 4))
        guard (Self.headerSize...file.count).contains(length) else {
            throw .malformed("the \(name) has \(length) bytes by its header, and \(file.count) are there")
        }
        bytes = Array(file.prefix(length))
        guard checksum == 0 else { throw .malformed("the checksum of the \(name) is wrong") }
    }

    /// The number of `size` bytes at an offset.
    ///
    /// - Parameters:
    ///   - offset: The offset in bytes from the start of the table.
    ///   - size: The number of bytes, at most 8.
    /// - Returns: The number.
    public func number(at offset: Int, _ size: Int) -> UInt64 {
        bytes[offset..<offset + size].reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Writes a number of `size` bytes at an offset.
    mutating func set(_ number: UInt64, at offset: Int, _ size: Int) {
        for index in 0..<size { bytes[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    }

    /// Adds an entry at the end.
    ///
    /// - Returns: Its offset.
    mutating func append(_ entry: ArraySlice<UInt8>) -> Int {
        bytes += entry
        return bytes.count - entry.count
    }

    /// The byte ranges of the entries up to the end.
    ///
    /// - Parameters:
    ///   - offset: The offset of the first one.
    ///   - size: The size of an entry's type field, and of the length field after it.
    /// - Returns: The ranges.
    /// - Throws: ``ACPIError/malformed(_:)`` when the length of one does not fit.
    func entries(from offset: Int, fieldSize size: Int) throws(ACPIError) -> [Range<Int>] {
        var entries: [Range<Int>] = []
        var start = offset
        while start < bytes.count {
            let end = start + (start + 2 * size <= bytes.count ? Int(number(at: start + size, size)) : 0)
            guard end >= start + 2 * size, end <= bytes.count else {
                throw .malformed("the entry at byte \(start) has a length that does not fit")
            }
            entries.append(start..<end)
            start = end
        }
        return entries
    }

    /// The table with other content after its header, as its next revision.
    func revised(_ bytes: [UInt8]) -> ACPITable {
        var table = self
        table.bytes = bytes
        table.set(UInt64(bytes.count), at: Self.lengthOffset, 4)
        table.set(number(at: Self.revisionOffset, 4) + 1, at: Self.revisionOffset, 4)
        table.bytes[Self.checksumOffset] &-= table.checksum
        return table
    }

    private var checksum: UInt8 { bytes.reduce(0, &+) }

    private static let headerSize = 36
    private static let lengthOffset = 4
    private static let checksumOffset = 9
    /// The OEM revision: the kernel takes the table with the higher one.
    private static let revisionOffset = 24
}
