// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Synchronization
internal import SystemPackage

/// The end of a file, mapped, so that a line is added without a system call, and survives a kill as if it were written.
///
/// Room is reserved in the file before it is touched, so that a full file system is an error and not a signal. What is
/// left of it is zeros behind the last line: they are cut off in the end, and stay after a kill.
struct MappedTail: ~Copyable {
    private let file: FileDescriptor
    /// Where the next line goes.
    private var end: Int
    /// The part of the file that is mapped, and where it begins.
    private var window = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var start = 0

    /// How much is reserved at a time: a multiple of every size of pages.
    private static let room = 1 << 16

    /// Takes a file over; nothing is reserved yet.
    ///
    /// - Parameters:
    ///   - file: The file, open to be read and written; it is closed in the end.
    ///   - end: Its length, up to the last line.
    init(of file: FileDescriptor, from end: Int) {
        self.file = file
        self.end = end
    }

    deinit {
        munmap(window.baseAddress, window.count)
        ftruncate(file.rawValue, end)
        try? file.close()
    }

    /// Adds a line.
    ///
    /// Whenever a kill strikes, the line is there with its line feed, or without it and perhaps with zeros in it.
    ///
    /// - Parameter line: The line with its line feed.
    /// - Throws: `Errno` when there is no room for it; then nothing of it is there.
    mutating func append(_ line: UnsafeBufferPointer<UInt8>) throws(Errno) {
        if end + line.count > start + window.count { try move(for: line.count) }
        let line = UnsafeRawBufferPointer(line)
        let rest = UnsafeMutableRawBufferPointer(rebasing: window[(end - start)...])
        // Neither may a line begin before the one above it ends, nor its line feed come before all else of it.
        atomicMemoryFence(ordering: .releasing)
        rest.copyMemory(from: UnsafeRawBufferPointer(rebasing: line.dropLast()))
        atomicMemoryFence(ordering: .releasing)
        rest[line.count - 1] = line[line.count - 1]
        end += line.count
    }

    /// Makes the file empty.
    ///
    /// - Returns: Whether that could be done.
    mutating func empty() -> Bool {
        munmap(window.baseAddress, window.count)
        window = UnsafeMutableRawBufferPointer(start: nil, count: 0)
        (start, end) = (0, 0)
        return ftruncate(file.rawValue, 0) == 0
    }

    /// Maps the place where the next line goes, with room for it and more.
    private mutating func move(for count: Int) throws(Errno) {
        let first = end & ~(Self.room - 1)
        let size = (end + count - first + Self.room - 1) & ~(Self.room - 1)
        var code: Int32
        repeat { code = posix_fallocate(file.rawValue, first, size) } while code == EINTR
        guard code == 0 else { throw Errno(rawValue: code) }
        let address = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, file.rawValue, first)
        guard address != MAP_FAILED else { throw Errno(rawValue: errno) }
        munmap(window.baseAddress, window.count)
        window = UnsafeMutableRawBufferPointer(start: address, count: size)
        start = first
    }
}
