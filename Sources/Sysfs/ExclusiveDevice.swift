// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// A block device that this process alone uses, to read and write its beginning.
///
/// The kernel refuses to open it while it is mounted, is swap, or has another holder.
public struct ExclusiveDevice: ~Copyable {
    private let path: String
    private let file: Int32

    /// Opens a block device.
    ///
    /// - Parameters:
    ///   - path: The file of the device, such as `/dev/pmem0`.
    ///   - number: The device's number, `MAJOR:MINOR`, so that another device under the same path is not written.
    /// - Throws: `SysfsError` when the file is another device, can't be opened, or somebody uses it (EBUSY).
    public init(_ path: String, number: String) throws(SysfsError) {
        guard try Sysfs.deviceNumber(of: path) == number else {
            throw SysfsError(
                operation: .read, path: path, value: nil, errno: .operationNotSupportedByDevice,
                problem: "it is not the device \(number)")
        }
        let file = try Sysfs.open(path, O_RDWR | O_EXCL)
        self.path = path
        self.file = file
    }

    deinit {
        close(file)
    }

    /// Reads the beginning.
    ///
    /// - Parameter count: How much to read, in bytes.
    /// - Returns: The bytes.
    /// - Throws: `SysfsError` when it can't be read.
    public borrowing func read(_ count: Int) throws(SysfsError) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: count)
        guard pread(file, &bytes, count, 0) == count else {
            throw SysfsError(operation: .read, path: path, value: nil, errno: .last)
        }
        return bytes
    }

    /// Overwrites the beginning, and returns once it is stored.
    ///
    /// - Parameter bytes: What to write.
    /// - Throws: `SysfsError` when it can't be written.
    public borrowing func write(_ bytes: [UInt8]) throws(SysfsError) {
        guard pwrite(file, bytes, bytes.count, 0) == bytes.count, fsync(file) == 0 else {
            throw SysfsError(operation: .write, path: path, value: "\(bytes.count) bytes", errno: .last)
        }
    }
}
