// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// A block device that this process alone uses.
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
    ///   - writes: Whether it is also written, which a device that is read-only refuses.
    /// - Throws: `SysfsError` when the file is another device, can't be opened, or somebody uses it (EBUSY).
    public init(_ path: String, number: String, writes: Bool = true) throws(SysfsError) {
        try Sysfs.check(path, isDevice: number)
        let file = try Sysfs.open(path, (writes ? O_RDWR : O_RDONLY) | O_EXCL)
        self.path = path
        self.file = file
    }

    deinit {
        close(file)
    }

    /// Reads a part.
    ///
    /// - Parameters:
    ///   - count: How much to read, in bytes.
    ///   - offset: Where the part begins.
    /// - Returns: The bytes.
    /// - Throws: `SysfsError` when it can't be read, EIO also where the device ends before it does.
    public borrowing func read(_ count: Int, at offset: UInt64 = 0) throws(SysfsError) -> [UInt8] {
        var bytes: [UInt8] = Array(repeating: 0, count: count)
        let read = pread(file, &bytes, count, off_t(clamping: offset))
        guard read == count else {
            throw SysfsError(
                operation: .read, path: path, value: nil, errno: read < 0 ? .last : .ioError)
        }
        return bytes
    }

    /// Overwrites a part, and returns once it is stored.
    ///
    /// - Parameters:
    ///   - bytes: What to write.
    ///   - offset: Where the part begins.
    /// - Throws: `SysfsError` when it can't be written, EIO also where the device ends before it does.
    public borrowing func write(_ bytes: [UInt8], at offset: UInt64 = 0) throws(SysfsError) {
        let written = pwrite(file, bytes, bytes.count, off_t(clamping: offset))
        guard written == bytes.count, fsync(file) == 0 else {
            throw SysfsError(
                operation: .write, path: path, value: "\(bytes.count) bytes",
                errno: (0..<bytes.count).contains(written) ? .ioError : .last)
        }
    }
}
