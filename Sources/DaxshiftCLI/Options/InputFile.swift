// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// A file that the user names to be read as a whole.
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
            guard path != "-" else { return try Self.bytes(of: .standardInput) }
            let file = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
            return try file.closeAfter { try Self.bytes(of: file) }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    private static func bytes(of file: FileDescriptor) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
            guard count > 0 else { return bytes }
            bytes += chunk[..<count]
            guard bytes.count <= limit else { throw Errno.fileTooLarge }
        }
    }
}
