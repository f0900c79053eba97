// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
public import SystemPackage

/// A block device, open for reading.
public struct BlockDevice: ~Copyable {
    /// The descriptor, which is closed with this value.
    public let descriptor: FileDescriptor
    /// Whether the device is held exclusively, by nobody else and for as long as this value exists.
    ///
    /// Meanwhile the kernel lets nobody mount it, swap to it or build another device on it.
    public let isExclusive: Bool

    /// Opens a device, with `O_EXCL` unless someone holds it.
    ///
    /// - Parameters:
    ///   - path: The file of the device.
    ///   - number: The device's number, `MAJOR:MINOR`, so that another device under the same path is not read.
    /// - Throws: `SysfsError` when the file is another device, or can't be opened.
    public init(_ path: String, number: String) throws(SysfsError) {
        try Sysfs.check(path, isDevice: number)
        do throws(SysfsError) {
            descriptor = FileDescriptor(rawValue: try Sysfs.open(path, O_RDONLY | O_EXCL | O_NONBLOCK))
            isExclusive = true
        } catch {
            guard error.errno == .resourceBusy else { throw error }
            descriptor = FileDescriptor(rawValue: try Sysfs.open(path, O_RDONLY | O_NONBLOCK))
            isExclusive = false
        }
    }

    deinit {
        try? descriptor.close()
    }
}
