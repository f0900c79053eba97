// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Glibc
import Testing

@testable import DaxHost

/// `/dev/null` and `/dev/zero` stand for devices, known by their numbers.
private let devices = ["1:3": DeviceName.first, "1:5": DeviceName.second]

extension DeviceName {
    fileprivate static let first = DeviceName(region: 0, device: 0)
    fileprivate static let second = DeviceName(region: 1, device: 0)
}

@Suite("Processes that use a device")
struct DeviceUsersTests {
    @Test("are found by its number, open and mapped, whatever the path, and by its name where it has none")
    func found() throws {
        try Folder.with(
            [
                "20/comm": "qemu\u{1b}[1m\n", "30/comm": "db\n", "40/comm": "other\n",
                "20/maps": "", "40/maps": "7f00-8f00 r--p 00000000 00:00 0 \n",
                "30/maps": """
                7f0000000000-7f0000001000 r--p 00000000 08:01 17                     /usr/lib/libc.so
                7f0000200000-7f0000400000 rw-s 00000000 00:06 99                     /dev/my dax
                7f0000400000-7f0000600000 rw-s 00000000 00:06 98                     /dev/dax1.0
                malformed
                7f00

                """,
            ],
            links: [
                "20/fd/0": "/dev/tty-that-is-not-there", "20/fd/9": "/dev/null", "30/fd/1": "/nowhere/gone",
                "30/map_files/7f0000200000-7f0000400000": "/dev/null", "40/fd/0": "socket:[1]",
                "self": "20",
            ]
        ) { folder in
            let users = DeviceUsers(of: devices, in: folder.path)
            #expect(users.gap == nil)
            #expect(
                users.found == [
                    .first: [
                        DeviceUser(pid: 20, command: "qemu\\u{1B}[1m", uses: [.open]),
                        DeviceUser(pid: 30, command: "db", uses: [.mapped]),
                    ],
                    .second: [DeviceUser(pid: 30, command: "db", uses: [.mapped])],
                ])
        }
    }

    @Test("are none that end meanwhile, nor this process")
    func vanishing() throws {
        try Folder.with(
            ["50/comm": "gone"],
            links: ["50/fd/3": "/dev/null", "\(getpid())/fd/3": "/dev/null", "60/fd/0": "/dev/null"]
        ) { folder in
            try folder.write("self\n", to: "\(getpid())/comm")
            try folder.write("", to: "\(getpid())/maps")
            let users = DeviceUsers(of: devices, in: folder.path)
            #expect(users.found.isEmpty)
            #expect(users.gap == nil)
        }
    }

    @Test("that can't be looked at are one gap")
    func unreadable() throws {
        try Folder.with(["70/fd": "no folder", "80/fd": "no folder"]) { folder in
            let users = DeviceUsers(of: devices, in: folder.path)
            #expect(users.found.isEmpty)
            #expect(users.gap?.file == folder.path + "/70/fd")
            #expect(users.gap?.reason.hasSuffix("and so for 1 more") == true)
        }
    }
}
