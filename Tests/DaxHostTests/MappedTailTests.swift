// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import Testing

@testable import DaxHost

@Suite("The end of a file that is mapped")
struct MappedTailTests {
    /// A file that can't grow is full: to touch what could not be reserved would kill this process.
    @Test("takes no line for which no room can be reserved, and keeps those that it has")
    func full() throws {
        typealias Create = @convention(c) (UnsafePointer<CChar>, CUnsignedInt) -> CInt
        let create = unsafeBitCast(try #require(dlsym(nil, "memfd_create")), to: Create.self)
        let file = create("tail", CUnsignedInt(2))  // MFD_ALLOW_SEALING
        try #require(file >= 0)
        let copy = dup(file)
        defer { close(copy) }
        var tail = MappedTail(of: FileDescriptor(rawValue: file), from: 0)
        let line = Array(repeating: UInt8(ascii: "x"), count: 4095) + [UInt8(ascii: "\n")]
        let room = 1 << 16
        for _ in 0..<room / line.count {
            try line.withUnsafeBufferPointer { (buffer) throws(Errno) in try tail.append(buffer) }
        }
        try #require(fcntl(copy, 1033, 4) == 0)  // F_ADD_SEALS, F_SEAL_GROW
        for _ in 0..<2 {
            do throws(Errno) {
                try line.withUnsafeBufferPointer { (buffer) throws(Errno) in try tail.append(buffer) }
                Issue.record("a line was taken for which there is no room")
            } catch {
                #expect(error == .notPermitted)
            }
        }
        var bytes = [UInt8](repeating: 0, count: 2 * room)
        let count = pread(copy, &bytes, bytes.count, 0)
        #expect(count == room && bytes[..<room].count { $0 == UInt8(ascii: "\n") } == room / line.count)
    }
}
