// SPDX-License-Identifier: Apache-2.0

package import SystemPackage

extension FileDescriptor {
    /// Reads to the end of the file.
    ///
    /// - Parameters:
    ///   - limit: The maximum size in bytes.
    ///   - isFromStart: Whether to read from the start, which a pipe does not have, instead of the current offset.
    /// - Returns: All bytes.
    /// - Throws: `Errno` when it can't be read; EFBIG when it is larger.
    package func readToEnd(limit: Int = .max, fromStart isFromStart: Bool = false) throws(Errno) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            try withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { chunk in
                while true {
                    let count =
                        isFromStart
                        ? try read(fromAbsoluteOffset: Int64(bytes.count), into: chunk)
                        : try read(into: chunk)
                    guard count > 0 else { return }
                    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[..<count]))
                    guard bytes.count <= limit else { throw Errno.fileTooLarge }
                }
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
        return bytes
    }
}
