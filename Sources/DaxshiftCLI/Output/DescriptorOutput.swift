// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// An open file descriptor as a text output.
struct DescriptorOutput: TextOutput {
    /// The descriptor's number.
    let descriptor: Int32
    /// Its name in errors.
    let name: String

    /// Where results go.
    static let standardOutput = DescriptorOutput(descriptor: STDOUT_FILENO, name: "standard output")
    /// Where everything else goes.
    static let standardError = DescriptorOutput(descriptor: STDERR_FILENO, name: "standard error")

    /// Writes all of `text`, waiting also on a non-blocking descriptor.
    ///
    /// - Throws: ``OutputError`` when not all of it could be written.
    func write(_ text: String) throws(OutputError) {
        var text = text
        let failure = text.withUTF8 { error(writing: UnsafeRawBufferPointer($0)) }
        if let failure { throw OutputError(stream: name, underlyingError: failure) }
    }

    /// Writes all bytes, waiting also on a non-blocking descriptor.
    ///
    /// - Throws: ``OutputError`` when not all of them could be written.
    func write(bytes: [UInt8]) throws(OutputError) {
        let failure = bytes.withUnsafeBytes { error(writing: $0) }
        if let failure { throw OutputError(stream: name, underlyingError: failure) }
    }

    private func error(writing bytes: UnsafeRawBufferPointer) -> Errno? {
        var rest = bytes
        while !rest.isEmpty {
            let count = Glibc.write(descriptor, rest.baseAddress, rest.count)
            let error = Errno(rawValue: errno)
            if count >= 0 {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
            } else if error == .wouldBlock {
                waitUntilWritable()
            } else if error != .interrupted {
                return error
            }
        }
        return nil
    }

    /// Writes as much of `text` as possible without waiting.
    ///
    /// A terminal or pipe is reopened for this: the flags of the descriptor are shared with other processes.
    func offer(_ text: String) -> String {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return "" }
        let type = status.st_mode & S_IFMT
        let canWait = type == S_IFCHR || type == S_IFIFO
        let own = canWait ? StandardStreams.openWithoutWaiting(descriptor) : nil
        defer { if let own { close(own) } }
        if canWait, own == nil, !isWritableNow { return text }
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
            while !rest.isEmpty {
                let count =
                    type == S_IFSOCK
                    ? send(descriptor, rest.baseAddress, rest.count, Int32(MSG_DONTWAIT))
                    : Glibc.write(own ?? descriptor, rest.baseAddress, rest.count)
                let error = Errno(rawValue: errno)
                if count >= 0 {
                    rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
                } else if error == .wouldBlock {
                    break
                } else if error != .interrupted {
                    return ""
                }
            }
            return String(decoding: rest, as: UTF8.self)
        }
    }

    /// Checks that the descriptor is open for writing and has a reader.
    ///
    /// - Throws: ``OutputError`` otherwise.
    func checkWritable() throws(OutputError) {
        let flags = fcntl(descriptor, F_GETFL)
        guard flags >= 0, flags & O_ACCMODE != O_RDONLY else {
            throw OutputError(stream: name, underlyingError: .badFileDescriptor)
        }
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        guard poll(&entry, 1, 0) <= 0 || Int32(entry.revents) & (POLLERR | POLLHUP) == 0 else {
            throw OutputError(stream: name, underlyingError: .brokenPipe)
        }
    }

    private var isWritableNow: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&entry, 1, 0) > 0
    }

    private func waitUntilWritable() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&entry, 1, -1)
    }
}
