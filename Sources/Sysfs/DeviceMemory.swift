// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// The memory of a character device, mapped to be read.
///
/// The kernel copies each page into a pipe: for memory that it can't read it then returns an error, where a load by this
/// process would end it with SIGBUS. While the memory is mapped, SIGBUS is ignored as well: the kernel sends it to every
/// process that has mapped a page whose error it meets for the first time.
public struct DeviceMemory: ~Copyable {
    private static let pageSize = 4096

    private let path: String
    private let start: UnsafeMutableRawPointer
    private let size: Int
    private let pipe: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
    private let oldAction: sigaction

    /// Maps all memory of a device.
    ///
    /// - Parameters:
    ///   - path: The file of the device.
    ///   - number: The device's number, `MAJOR:MINOR`, so that another device under the same path is not read.
    ///   - size: The size of the device, in bytes.
    /// - Throws: `SysfsError` when the file is another device, or the memory can't be mapped.
    public init(_ path: String, number: String, size: UInt64) throws(SysfsError) {
        guard try Sysfs.deviceNumber(of: path) == number else {
            throw SysfsError(
                operation: .read, path: path, value: nil, errno: .operationNotSupportedByDevice,
                problem: "it is not the device \(number)")
        }
        try self.init(path, size: size)
    }

    /// Maps the beginning of any file.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - size: How much of it is mapped, in bytes.
    /// - Throws: `SysfsError` when the file can't be opened or mapped.
    internal init(_ path: String, size: UInt64) throws(SysfsError) {
        func failure(_ errno: Errno) -> SysfsError {
            SysfsError(operation: .read, path: path, value: nil, errno: errno)
        }
        guard let length = Int(exactly: size) else { throw failure(.fileTooLarge) }
        let file = try Sysfs.open(path, O_RDONLY)
        defer { close(file) }
        guard let memory = mmap(nil, length, PROT_READ, MAP_SHARED, file, 0), memory != MAP_FAILED else {
            throw failure(.last)
        }
        do throws(Errno) {
            pipe = try Self.pipe()
        } catch {
            munmap(memory, length)
            throw failure(error)
        }
        var ignoring = sigaction()
        // An ignored SIGBUS would end the process all the same.
        ignoring.__sigaction_handler.sa_handler = { _ in }
        var old = sigaction()
        sigaction(SIGBUS, &ignoring, &old)
        (self.path, start, self.size, oldAction) = (path, memory, length, old)
    }

    deinit {
        var old = oldAction
        sigaction(SIGBUS, &old, nil)
        try? pipe.readEnd.close()
        try? pipe.writeEnd.close()
        munmap(start, size)
    }

    /// Whether all bytes of a page of 4 KiB are zero.
    ///
    /// - Parameter offset: The offset of the page, in bytes.
    /// - Returns: Whether they are.
    /// - Throws: `SysfsError` when the page can't be read.
    public borrowing func isZero(pageAt offset: UInt64) throws(SysfsError) -> Bool {
        guard let first = Int(exactly: offset), first <= size - Self.pageSize else {
            throw failure(.invalidArgument, at: offset)
        }
        let page = start + first
        let result = withUnsafeTemporaryAllocation(byteCount: Self.pageSize, alignment: 16) {
            buffer -> Result<Bool, Errno> in
            // A pipe takes so little as a whole or not at all.
            var whole = iovec(iov_base: page, iov_len: Self.pageSize)
            guard writev(pipe.writeEnd.rawValue, &whole, 1) == Self.pageSize,
                read(pipe.readEnd.rawValue, buffer.baseAddress, Self.pageSize) == Self.pageSize
            else { return .failure(.last) }
            return .success(buffer.allSatisfy { $0 == 0 })
        }
        do {
            return try result.get()
        } catch {
            throw failure(error, at: offset)
        }
    }

    private static func pipe() throws(Errno) -> (readEnd: FileDescriptor, writeEnd: FileDescriptor) {
        do {
            return try FileDescriptor.pipe()
        } catch {
            throw error as? Errno ?? .noMemory
        }
    }

    private func failure(_ errno: Errno, at offset: UInt64) -> SysfsError {
        SysfsError(
            operation: .read, path: path, value: nil, errno: errno,
            problem: "\(errno) at offset 0x\(String(offset, radix: 16))")
    }
}
