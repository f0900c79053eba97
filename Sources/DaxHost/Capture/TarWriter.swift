// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// Writes a tar archive sequentially, for instance to a pipe.
///
/// The format is ustar, with GNU's entries for names longer than it can hold.
/// Every entry belongs to root and has the time 0, so that equal trees make equal archives.
internal struct TarWriter {
    private static let blockSize = 512
    private static let flushSize = 64 << 10

    private let file: FileDescriptor
    private var buffer: [UInt8] = []

    init(to file: FileDescriptor) {
        self.file = file
    }

    /// Adds a folder.
    mutating func addFolder(_ path: String) throws(Errno) {
        try add(path, type: "5", permissions: 0o755)
    }

    /// Adds a symbolic link.
    mutating func addLink(_ path: String, to target: String) throws(Errno) {
        try add(path, type: "2", permissions: 0o777, target: target)
    }

    /// Adds a file.
    mutating func addFile(_ path: String, permissions: UInt16, _ content: some Collection<UInt8>)
        throws(Errno)
    {
        try add(path, type: "0", permissions: permissions, size: content.count)
        try addContent(content)
    }

    /// Ends the archive.
    mutating func finish() throws(Errno) {
        buffer.append(contentsOf: repeatElement(0, count: 2 * Self.blockSize))
        try flush()
    }

    private mutating func add(
        _ path: String, type: Unicode.Scalar, permissions: UInt16, size: Int = 0, target: String = ""
    ) throws(Errno) {
        try addLongName(target, type: "K")
        try addLongName(path, type: "L")
        addHeader(path, type: type, permissions: permissions, size: size, target: target)
        try flush(atLeast: Self.flushSize)
    }

    /// Adds the entry for the name of the next one, if the name does not fit its header.
    private mutating func addLongName(_ name: String, type: Unicode.Scalar) throws(Errno) {
        guard name.utf8.count > 100 else { return }
        addHeader("././@LongLink", type: type, permissions: 0, size: name.utf8.count + 1, target: "")
        try addContent(Array(name.utf8) + [0])
    }

    private mutating func addHeader(
        _ path: String, type: Unicode.Scalar, permissions: UInt16, size: Int, target: String
    ) {
        var header: [UInt8] = []
        func append(_ text: String, width: Int) {
            let bytes = text.utf8.prefix(width)
            header.append(contentsOf: bytes)
            header.append(contentsOf: repeatElement(0, count: width - bytes.count))
        }
        func append(_ number: Int, width: Int) {
            let digits = String(number, radix: 8)
            append(String(repeating: "0", count: width - 1 - digits.utf8.count) + digits, width: width)
        }
        append(path, width: 100)
        append(Int(permissions), width: 8)
        append(0, width: 8)
        append(0, width: 8)
        append(size, width: 12)
        append(0, width: 12)
        let checksum = header.count
        append("        ", width: 8)
        append(String(type), width: 1)
        append(target, width: 100)
        append("ustar", width: 6)
        append("00", width: 2)
        append("", width: Self.blockSize - header.count)
        let sum = String(header.reduce(0) { $0 + Int($1) }, radix: 8)
        let field = String(repeating: "0", count: 6 - sum.utf8.count) + sum + "\0 "
        header.replaceSubrange(checksum..<checksum + 8, with: field.utf8)
        buffer.append(contentsOf: header)
    }

    private mutating func addContent(_ content: some Collection<UInt8>) throws(Errno) {
        buffer.append(contentsOf: content)
        let rest = content.count % Self.blockSize
        if rest > 0 { buffer.append(contentsOf: repeatElement(0, count: Self.blockSize - rest)) }
        try flush(atLeast: Self.flushSize)
    }

    private mutating func flush(atLeast size: Int = 0) throws(Errno) {
        guard buffer.count >= size else { return }
        do {
            try file.writeAll(buffer)
        } catch {
            throw error as? Errno ?? .ioError
        }
        buffer.removeAll(keepingCapacity: true)
    }
}
