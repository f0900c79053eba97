// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// An open file descriptor as a place for text.
struct DescriptorOutput: TextOutput {
    /// The descriptor's number.
    let descriptor: Int32
    /// What to call it in an error.
    let name: String

    /// Where results go.
    static let standardOutput = DescriptorOutput(descriptor: STDOUT_FILENO, name: "standard output")
    /// Where everything else goes.
    static let standardError = DescriptorOutput(descriptor: STDERR_FILENO, name: "standard error")

    /// Writes all of `text` in as few calls as the descriptor allows, waiting where it does not block by itself.
    ///
    /// - Throws: ``OutputError`` when not all of it could be written.
    func write(_ text: String) throws(OutputError) {
        var text = text
        let failure: Errno? = text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)
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
        if let failure { throw OutputError(stream: name, underlyingError: failure) }
    }

    /// Checks that the descriptor is open for writing and that somebody reads at the other end.
    ///
    /// - Throws: ``OutputError`` when it is not so.
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

    private func waitUntilWritable() {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&entry, 1, -1)
    }
}
