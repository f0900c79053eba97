// SPDX-License-Identifier: Apache-2.0

import Glibc
import SampleHosts
import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("Writing a result")
struct DescriptorOutputTests {
    init() {
        StandardStreams.prepare()
    }

    /// A terminal: what a person reads from, and what a program writes to.
    private func terminal() throws -> (screen: Int32, line: Int32) {
        let screen = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        var (number, isLocked): (Int32, Int32) = (0, 0)
        // TIOCSPTLCK and TIOCGPTN.
        try #require(ioctl(screen, 0x4004_5431, &isLocked) == 0 && ioctl(screen, 0x8004_5430, &number) == 0)
        let line = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
        try #require(line >= 0)
        return (screen, line)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a terminal that is stopped is not waited for while the host is locked`() throws {
        let (screen, line) = try terminal()
        defer {
            close(screen)
            close(line)
        }
        let output = DescriptorOutput(descriptor: line, name: "standard error")
        #expect(output.offer("first.") == "")
        // As ^S does.
        #expect(tcflow(line, TCOOFF) == 0)
        #expect(output.offer("lost.") == "lost.")
        let diagnostics = Diagnostics(on: output)
        diagnostics.whileHeld {
            diagnostics.write("second.")
            diagnostics.offer("progress.")
            diagnostics.write("third.")
            #expect(tcflow(line, TCOON) == 0)
        }
        // A terminal hands on what was written to it piece by piece.
        let expected = "first.second.third."
        var shown: [UInt8] = []
        while shown.count < expected.utf8.count {
            var bytes = [UInt8](repeating: 0, count: 100)
            let count = read(screen, &bytes, bytes.count)
            try #require(count > 0)
            shown += bytes.prefix(count)
        }
        #expect(String(decoding: shown, as: UTF8.self) == expected)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a pipe takes what there is room for, a file and a socket all`() throws {
        let (reader, writer) = try FileDescriptor.pipe(options: .closeOnExec)
        let text = String(repeating: "0123456789abcdef", count: 20_000)
        let rest = output(writer).offer(text)
        #expect(!rest.isEmpty && rest.utf8.count < text.utf8.count && text.hasSuffix(rest))
        #expect(output(writer).offer("more") == "more")
        try loseReader(reader, of: writer)
        #expect(output(writer).offer("more") == "")
        try writer.close()
        var pair: [Int32] = [0, 0]
        #expect(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &pair) == 0)
        let socket = DescriptorOutput(descriptor: pair[0], name: "standard error")
        #expect(socket.offer("a few words") == "")
        #expect(!socket.offer(String(repeating: text, count: 10)).isEmpty)
        pair.forEach { close($0) }
        withTemporaryFolder { folder in
            let file = open(folder + "/file", O_RDWR | O_CREAT, 0o600)
            defer { close(file) }
            let output = DescriptorOutput(descriptor: file, name: "standard error")
            #expect(output.offer("one") == "" && output.offer("two") == "")
            #expect(lseek(file, 0, SEEK_END) == 6)
        }
    }

    @Test func `neither a limit on file sizes nor a signal that ends waits ends the process`() {
        for number in [SIGXFSZ, SIGUSR1, SIGPIPE] { #expect(raise(number) == 0) }
    }

    private func output(_ descriptor: FileDescriptor) -> DescriptorOutput {
        DescriptorOutput(descriptor: descriptor.rawValue, name: "standard output")
    }

    /// Closes `reader`, and returns once nobody has it: a child that another test forked has it until its program runs.
    private func loseReader(_ reader: FileDescriptor, of writer: FileDescriptor) throws {
        try reader.close()
        var entry = pollfd(fd: writer.rawValue, events: 0, revents: 0)
        try #require(poll(&entry, 1, -1) == 1)
    }

    @Test func `a reader gets all of it, more than a pipe holds`() async throws {
        let (read, write) = try FileDescriptor.pipe(options: .closeOnExec)
        let text = String(repeating: "0123456789abcdef", count: 20_000)
        let reader = Task.detached {
            var received: [UInt8] = []
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 4096, alignment: 1)
            defer { buffer.deallocate() }
            while case let count = try read.read(into: buffer), count > 0 {
                received += buffer.prefix(count)
            }
            return String(decoding: received, as: UTF8.self)
        }
        try output(write).checkWritable()
        try output(write).write(text)
        try write.close()
        #expect(try await reader.value == text)
        try read.close()
    }

    @Test(.timeLimit(.minutes(1)))
    func `a lost reader is an error, before and at the write`() throws {
        let (read, write) = try FileDescriptor.pipe(options: .closeOnExec)
        try loseReader(read, of: write)
        let before = #expect(throws: OutputError.self) { try output(write).checkWritable() }
        let during = #expect(throws: OutputError.self) { try output(write).write("text") }
        #expect(before?.description == "could not write to standard output: Broken pipe")
        #expect(during == before)
        try write.close()
    }

    @Test func `a descriptor that is not for writing is an error`() throws {
        let descriptor = try FileDescriptor.open("/dev/null", .readOnly)
        let before = #expect(throws: OutputError.self) { try output(descriptor).checkWritable() }
        let during = #expect(throws: OutputError.self) { try output(descriptor).write("text") }
        #expect(before?.description == "could not write to standard output: Bad file descriptor")
        #expect(during == before)
        try descriptor.close()
    }

    @Test func `a full disk is an error of the write`() throws {
        let descriptor = try FileDescriptor.open("/dev/full", .writeOnly)
        try output(descriptor).checkWritable()
        let error = #expect(throws: OutputError.self) { try output(descriptor).write("text") }
        #expect(error?.description == "could not write to standard output: No space left on device")
        try descriptor.close()
    }
}
