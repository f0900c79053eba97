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

/// The `/proc` files of a process that may see all others.
private let seesAll = ["self/status": "Name:\tdaxshift\nCapEff:\t000001ffffffffff\n"]
private let isFirst = ["self/ns/pid": "pid:[4026531836]"]

/// The users found among made-up processes, none of whose threads are known to share open files.
private func users(in folder: Folder) -> DeviceUsers<DeviceName> {
    DeviceUsers(of: devices, in: folder.path) { _, _ in false }
}

@Suite("Processes that use a device")
struct DeviceUsersTests {
    @Test("are found by its number, open and mapped, whatever the path, and by its name where it has none")
    func found() throws {
        try Folder.with(
            [
                "20/comm": "qemu\u{1b}[1m\n", "30/comm": "db\n", "40/comm": "other\n",
                "20/maps": "", "40/maps": "7f00-8f00 r--p 00000000 00:00 0 \n",
                "20/task/20/maps": "", "30/task/30/maps": "", "40/task/40/maps": "",
                "30/maps": """
                7f0000000000-7f0000001000 r--p 00000000 08:01 17                     /usr/lib/libc.so
                7f0000200000-7f0000400000 rw-s 00000000 00:06 99                     /dev/my dax
                7f0000400000-7f0000600000 rw-s 00000000 00:06 98                     /dev/dax1.0
                malformed
                7f00

                """,
            ].merging(seesAll) { $1 },
            links: [
                "20/fd/0": "/dev/tty-that-is-not-there", "20/fd/9": "/dev/null", "30/fd/1": "/nowhere/gone",
                "30/map_files/7f0000200000-7f0000400000": "/dev/null", "40/fd/0": "socket:[1]",
            ].merging(isFirst) { $1 }
        ) { folder in
            let users = users(in: folder)
            #expect(users.gap == nil && users.unseen == nil)
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
            ["50/comm": "gone", "50/task/50/comm": "gone"].merging(seesAll) { $1 },
            links: ["50/fd/3": "/dev/null", "\(getpid())/fd/3": "/dev/null", "60/fd/0": "/dev/null"]
                .merging(isFirst) { $1 }
        ) { folder in
            try folder.write("self\n", to: "\(getpid())/comm")
            for file in ["maps", "task/1/maps"] { try folder.write("", to: "\(getpid())/\(file)") }
            let users = users(in: folder)
            #expect(users.found.isEmpty)
            #expect(users.gap == nil && users.unseen == nil)
        }
    }

    @Test("are found by each of their threads, which may have open files of its own and outlive the first")
    func threads() throws {
        let mapping = "7f0000200000-7f0000400000"
        try Folder.with(
            [
                "20/comm": "db\n", "20/maps": "", "20/task/20/maps": "", "20/task/22/maps": "",
                "20/task/21/maps": "\(mapping) rw-s 00000000 00:06 99                     /dev/elsewhere\n",
                "30/comm": "qemu\n", "30/maps": "", "30/task/30/maps": "", "30/task/31/maps": "",
            ].merging(seesAll) { $1 },
            links: ["21/map_files/\(mapping)": "/dev/zero", "30/task/31/fd/7": "/dev/null"]
                .merging(isFirst) { $1 }
        ) { folder in
            for thread in ["20/task/20", "20/task/21", "20/task/22", "30/task/30"] {
                mkdir("\(folder.path)/\(thread)/fd", 0o700)
            }
            let found = [
                DeviceName.first: [DeviceUser(pid: 30, command: "qemu", uses: [.open])],
                .second: [DeviceUser(pid: 20, command: "db", uses: [.mapped])],
            ]
            let each = users(in: folder)
            #expect(each.found == found)
            #expect(each.unseen == nil)

            // A table that was gone through is not gone through again.
            var asked: [[Int]] = []
            let shared = DeviceUsers(of: devices, in: folder.path) { thread, other in
                asked.append([thread, other])
                return thread == 30
            }
            #expect(shared.found == found.filter { $0.key == .second })
            #expect(asked == [[20, 21], [20, 22], [21, 22], [30, 31]])
        }
    }

    @Test("that can't be looked at are one gap, and may use the device")
    func unreadable() throws {
        try Folder.with(
            ["70/fd": "no folder", "80/fd": "no folder", "70/task/70/fd": "", "80/task/80/fd": ""]
                .merging(seesAll) { $1 },
            links: isFirst
        ) { folder in
            let users = users(in: folder)
            let gap = try #require(users.gap)
            #expect(users.found.isEmpty)
            #expect(gap.file == folder.path + "/70/fd")
            #expect(gap.reason.hasSuffix("and so for 1 more"))
            #expect(users.unseen == .unreadable(gap))
        }
    }

    @Test("are not all seen without CAP_SYS_PTRACE, in another PID namespace, or without /proc")
    func hidden() throws {
        let open = ["20/fd/9": "/dev/null"]
        let process = ["20/comm": "db\n", "20/maps": "", "20/task/20/maps": ""]
        func unseen(_ status: String?, _ namespace: String?) throws -> UnseenUsers? {
            var (files, links) = (process, open)
            files["self/status"] = status
            links["self/ns/pid"] = namespace
            var unseen: UnseenUsers?
            try Folder.with(files, links: links) { folder in
                let users = users(in: folder)
                #expect(users.found == [.first: [DeviceUser(pid: 20, command: "db", uses: [.open])]])
                unseen = users.unseen
            }
            return unseen
        }
        let (all, first) = ("CapEff:\t000001ffffffffff\n", "pid:[4026531836]")
        #expect(try unseen(all, first) == nil)
        #expect(try unseen("CapPrm:\t000001ffffffffff\nCapEff:\t000001fffff7ffff\n", first) == .withoutPtrace)
        #expect(try unseen("CapPrm:\t000001ffffffffff\n", first) == .withoutPtrace)
        #expect(try unseen(all, "pid:[4026532177]") == .otherNamespace)
        #expect(try unseen(all, nil) == .otherNamespace)
        guard case .unreadable(let gap) = try unseen(nil, first) else {
            Issue.record("a missing status is not told")
            return
        }
        #expect(gap.file.hasSuffix("/self/status"))
    }

    @Test(
        "of this machine are found in a thread with open files of its own, and after the first thread has ended"
    )
    func real() throws {
        for kind in ThreadedProcess.Kind.allCases {
            let process = try ThreadedProcess(kind)
            defer { process.end() }
            let found = DeviceUsers(of: ["1:5": DeviceName.second]).found[.second] ?? []
            #expect(found.first { $0.pid == process.pid }?.uses == [.open, .mapped], "\(kind)")
        }
    }
}
