// SPDX-License-Identifier: Apache-2.0

internal import CSystemCalls
internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// The area in which a DIMM keeps labels, to be read.
///
/// No file shows its content: the character device of the DIMM answers commands.
public struct LabelStorage: ~Copyable {
    /// The size of the area, in bytes, from `ND_IOCTL_GET_CONFIG_SIZE`.
    public let size: Int

    private let path: String
    private let file: Int32
    /// How many bytes one command reads.
    private let most: Int

    /// Opens the area of a DIMM.
    ///
    /// - Parameters:
    ///   - path: The file of the DIMM, such as `/dev/nmem0`.
    ///   - number: The DIMM's number, `MAJOR:MINOR`, so that another device under the same path is not read.
    /// - Throws: `SysfsError` when the file is another device, can't be opened, or has no such command (ENOTTY).
    public init(_ path: String, number: String) throws(SysfsError) {
        try Sysfs.check(path, isDevice: number)
        // The command for the size has the number of one of a bus that writes: the kernel refuses it on a file to read.
        let file = try Sysfs.open(path, O_RDWR)
        var (size, most) = (UInt32(0), UInt32(0))
        guard label_storage_size(file, &size, &most) == 0 else {
            let errno = Errno.last
            close(file)
            throw SysfsError(operation: .read, path: path, value: nil, errno: errno)
        }
        self.path = path
        self.file = file
        self.size = Int(size)
        self.most = max(1, Int(most))
    }

    deinit {
        close(file)
    }

    /// Reads the beginning, by `ND_IOCTL_GET_CONFIG_DATA`.
    ///
    /// - Parameter count: How much to read, in bytes.
    /// - Returns: The bytes.
    /// - Throws: `SysfsError` when the area is shorter (EINVAL), or the kernel or the DIMM refuses.
    public borrowing func read(_ count: Int) throws(SysfsError) -> [UInt8] {
        guard 0...size ~= count else {
            throw SysfsError(operation: .read, path: path, value: nil, errno: .invalidArgument)
        }
        let header = Int(label_storage_header)
        var bytes: [UInt8] = []
        while bytes.count < count {
            let length = min(most, count - bytes.count)
            var answer = [UInt8](repeating: 0, count: header + length)
            guard label_storage_read(file, UInt32(bytes.count), UInt32(length), &answer) == 0 else {
                throw SysfsError(operation: .read, path: path, value: nil, errno: .last)
            }
            bytes += answer[header...]
        }
        return bytes
    }
}
