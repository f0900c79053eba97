// SPDX-License-Identifier: Apache-2.0

internal import SystemAdditions
internal import SystemPackage

/// An input file that is read as a whole.
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
}
