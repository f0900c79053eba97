// SPDX-License-Identifier: Apache-2.0

internal import SystemAdditions
internal import SystemPackage

/// An input file, of which the start is read or all of it.
struct InputFile: Sendable {
    /// Where it is; `-` is standard input.
    let path: String

    /// The most that is read of a file, in bytes.
    static let limit = 16 << 20

    /// Reads the file.
    ///
    /// - Throws: `Errno` when it can't be read; that is EFBIG when it is larger than ``limit``.
    func bytes() throws(Errno) -> [UInt8] {
        do {
            guard path != "-" else { return try FileDescriptor.standardInput.readToEnd(limit: Self.limit) }
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter { try file.readToEnd(limit: Self.limit) }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// Reads the first bytes of the file, which may be a block device of any size.
    ///
    /// - Parameter count: How many bytes.
    /// - Returns: The bytes.
    /// - Throws: `Errno` when they can't be read; that is EIO when there are fewer.
    func start(_ count: Int) throws(Errno) -> [UInt8] {
        do {
            guard path != "-" else { return try FileDescriptor.standardInput.readStart(count) }
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter { try file.readStart(count) }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// The size of a file or a block device; zero when there is none.
    var size: UInt64 {
        guard let file = try? FileDescriptor.open(path, .readOnly, options: .closeOnExec) else { return 0 }
        let end = try? file.closeAfter { try file.seek(offset: 0, from: .end) }
        return end.flatMap { UInt64(exactly: $0) } ?? 0
    }
}

extension FileDescriptor {
    /// Reads so many bytes.
    fileprivate func readStart(_ count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let part = try [UInt8](unsafeUninitializedCapacity: count - bytes.count) { buffer, size in
                size = try read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            guard !part.isEmpty else { throw Errno.ioError }
            bytes += part
        }
        return bytes
    }
}
