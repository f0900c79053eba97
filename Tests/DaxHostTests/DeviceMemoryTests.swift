// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import Testing

@testable import Sysfs

@Suite("The memory of a device", .serialized)
struct DeviceMemoryTests {
    private static let page = String(repeating: "\0", count: 4096)

    @Test("is read page by page")
    func pages() throws {
        try Folder.with(["a": Self.page + String(repeating: "\0", count: 4095) + "a" + Self.page]) { folder in
            let memory = try DeviceMemory(folder.path + "/a", size: 3 * 4096)
            for (page, isZero) in [true, false, true].enumerated() {
                #expect(try memory.isZero(pageAt: UInt64(page * 4096)) == isZero)
            }
            for offset in [UInt64(3 * 4096), .max] {
                do throws(SysfsError) {
                    _ = try memory.isZero(pageAt: offset)
                    Issue.record("there is no page at \(offset)")
                } catch {
                    #expect(error.errno == .invalidArgument)
                }
            }
        }
    }

    @Test(
        "that can't be read is an error, where a load would end the process by SIGBUS, and the rest is read")
    func unreadable() throws {
        try Folder.with(["a": Self.page + Self.page]) { folder in
            let memory = try DeviceMemory(folder.path + "/a", size: 2 * 4096)
            try #require(truncate(folder.path + "/a", 4096) == 0)
            do throws(SysfsError) {
                _ = try memory.isZero(pageAt: 4096)
                Issue.record("what is gone was read")
            } catch {
                #expect(error.errno == .badAddress && error.path == folder.path + "/a")
            }
            #expect(try memory.isZero(pageAt: 0))
        }
    }

    @Test("is that of the device with the number, or of none")
    func number() {
        for (path, errno) in [
            ("/dev/null", ENODEV), ("/dev/daxshift-test", ENOENT),
        ] {
            do throws(SysfsError) {
                _ = try DeviceMemory(path, number: "1:5", size: 4096)
                Issue.record("\(path) is not 1:5")
            } catch {
                #expect(error.errno.rawValue == errno)
            }
        }
    }

    @Test("leaves the process with the SIGBUS that it had")
    func signal() throws {
        try Folder.with(["a": Self.page]) { folder in
            func isDefault() -> Bool {
                var action = sigaction()
                sigaction(SIGBUS, nil, &action)
                return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == 0
            }
            let before = isDefault()
            do {
                let memory = try DeviceMemory(folder.path + "/a", size: 4096)
                #expect(!isDefault())
                #expect(try memory.isZero(pageAt: 0))
            }
            #expect(isDefault() == before)
        }
    }
}
