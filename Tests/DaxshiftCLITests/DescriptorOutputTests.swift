// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

@testable import DaxshiftCLI

@Suite("Writing a result")
struct DescriptorOutputTests {
    init() {
        StandardStreams.prepare()
    }

    private func output(_ descriptor: FileDescriptor) -> DescriptorOutput {
        DescriptorOutput(descriptor: descriptor.rawValue, name: "standard output")
    }

    @Test func `a reader gets all of it, more than a pipe holds`() async throws {
        let (read, write) = try FileDescriptor.pipe()
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

    @Test func `a lost reader is an error, before and at the write`() throws {
        let (read, write) = try FileDescriptor.pipe()
        try read.close()
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
