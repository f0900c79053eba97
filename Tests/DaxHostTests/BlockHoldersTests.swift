// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxHost

/// `/dev/null` and `/dev/zero` stand for a block device and its partition, known by their numbers.
private let device = [
    "sys/class/block/pmem0/dev": "1:3\n", "sys/class/block/pmem0/size": "8\n",
    "sys/class/block/pmem0/holders/dm-1": "", "sys/class/block/pmem0/holders/dm-0": "",
    "sys/class/block/pmem0/queue/dev": "1:9\n",
    "sys/class/block/pmem0/pmem0p1/partition": "1\n", "sys/class/block/pmem0/pmem0p1/dev": "1:5\n",
    "sys/class/block/pmem0/pmem0p1/holders/md0": "",
    "proc/self/mountinfo": "", "proc/swaps": "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n",
    "proc/self/status": "Name:\tdaxshift\nCapEff:\t000001ffffffffff\n",
]
private let namespace = ["proc/self/ns/pid": "pid:[4026531836]"]

/// The devices that are made of the device and of its partition.
private let made = [
    BlockHolder(device: .whole, use: .blockDevice(KernelName(rawValue: "dm-0"))),
    BlockHolder(device: .whole, use: .blockDevice(KernelName(rawValue: "dm-1"))),
    BlockHolder(device: .part, use: .blockDevice(KernelName(rawValue: "md0"))),
]

extension KernelName {
    fileprivate static let whole = KernelName(rawValue: "pmem0")
    fileprivate static let part = KernelName(rawValue: "pmem0p1")
}

/// The users found in a folder that stands for the whole system.
private func holders(of devices: [KernelName] = [.whole], in folder: Folder) -> BlockHolders {
    BlockHolders(of: devices, sys: folder.path + "/sys", proc: folder.path + "/proc")
}

@Suite("Users of a block device")
struct BlockHoldersTests {
    @Test("are mounts, swap, devices made of it and processes, on the device and its partitions")
    func found() throws {
        let files = device.merging([
            "proc/self/mountinfo": """
            22 27 0:21 / /sys rw,nosuid shared:7 - sysfs sysfs rw
            30 22 1:3 / /mnt/my\\040data rw,relatime shared:1 master:2 - ext4 /dev/gone rw
            31 22 1:5 /sub /mnt/\\033[1m rw - xfs /dev/root rw
            32 22 0:44 / /mnt/btrfs rw - btrfs /dev/null rw
            33 22 0:45 / /mnt/none rw - tmpfs none rw
            34 22 8:1 / / rw - ext4 /dev/zero rw

            """,
            "proc/swaps": """
            Filename                                Type            Size            Used            Priority
            /dev/zero                               partition       1048572         0               -2
            /mnt/null                               file            1048572         0               -3
            /dev/not\\040there                      partition       1048572         0               -4

            """,
            "proc/20/comm": "db\n", "proc/20/maps": "", "proc/20/task/20/maps": "",
        ]) { $1 }
        try Folder.with(files, links: namespace.merging(["proc/20/fd/9": "/dev/null"]) { $1 }) { folder in
            let holders = holders(in: folder)
            let device = try #require(holders.devices[.whole])
            #expect(device.number == "1:3")
            #expect(device.gaps == [] && holders.unseenUsers == nil)
            #expect(
                device.users == made + [
                    BlockHolder(device: .whole, use: .mount(at: "/mnt/my data")),
                    BlockHolder(device: .part, use: .mount(at: "/mnt/\\u{1B}[1m")),
                    BlockHolder(device: .whole, use: .mount(at: "/mnt/btrfs")),
                    BlockHolder(device: .part, use: .swap),
                    BlockHolder(
                        device: .whole, use: .process(DeviceUser(pid: 20, command: "db", uses: [.open]))),
                ])
        }
    }

    @Test(
        "may be others where a file can't be read",
        arguments: ["sys/class/block/pmem0/dev", "proc/self/mountinfo", "proc/swaps", "proc/self/status"])
    func missing(file: String) throws {
        try Folder.with(device.filter { $0.key != file }, links: namespace) { folder in
            let holders = try #require(holders(in: folder).devices[.whole])
            #expect(holders.gaps.first?.file.hasSuffix(file) == true, "\(holders.gaps)")
            #expect(holders.users == made)
            #expect((holders.number == nil) == file.hasSuffix("/dev"))
        }
    }

    @Test(
        "may be others where a file has another form",
        arguments: [
            ("sys/class/block/pmem0/dev", "1:x\n"), ("proc/self/mountinfo", "30 22 1:3 / /mnt rw shared:1\n"),
            ("proc/self/mountinfo", "30 22 1:3 / /mnt rw - ext4\n"),
        ])
    func malformed(file: String, text: String) throws {
        try Folder.with(device.merging([file: text]) { $1 }, links: namespace) { folder in
            let holders = try #require(holders(in: folder).devices[.whole])
            #expect(holders.gaps.map { $0.file.hasSuffix(file) } == [true])
            #expect(holders.users == made)
        }
    }

    @Test("are unknown for a device that is not there")
    func absent() throws {
        try Folder.with(device.filter { $0.key.hasPrefix("proc/") }, links: namespace) { folder in
            let holders = try #require(holders(in: folder).devices[.whole])
            #expect(holders.gaps.map { $0.file.hasSuffix("/pmem0/dev") } == [true])
            #expect(holders.number == nil && holders.users == [])
        }
    }

    @Test("are found for several devices at once, each with its own users and gaps")
    func several() throws {
        let files = device.merging([
            "sys/class/block/pmem1/dev": "1:7\n", "sys/class/block/pmem2/holders/dm-2": "",
            "proc/self/mountinfo": """
            30 22 1:7 / /one rw - ext4 /dev/pmem1 rw
            31 22 1:5 / /zero rw - ext4 /dev/pmem0p1 rw

            """,
            "proc/20/comm": "db\n", "proc/20/maps": "", "proc/20/task/20/maps": "",
        ]) { $1 }
        try Folder.with(files, links: namespace.merging(["proc/20/fd/9": "/dev/full"]) { $1 }) { folder in
            let names = ["pmem0", "pmem1", "pmem2"].map { KernelName(rawValue: $0) }
            let devices = holders(of: names, in: folder).devices
            #expect(
                devices[names[0]]?.users == made + [BlockHolder(device: .part, use: .mount(at: "/zero"))])
            #expect(
                devices[names[1]]?.users == [
                    BlockHolder(device: names[1], use: .mount(at: "/one")),
                    BlockHolder(
                        device: names[1], use: .process(DeviceUser(pid: 20, command: "db", uses: [.open]))),
                ])
            #expect(
                devices[names[2]]?.users == [
                    BlockHolder(device: names[2], use: .blockDevice(KernelName(rawValue: "dm-2")))
                ])
            #expect(names.map { devices[$0]?.gaps.count } == [0, 0, 1])
        }
    }

    @Test("count as users where they can't be seen")
    func unseen() {
        var contents = BlockContents()
        #expect(!contents.mayBeInUse && !contents.mayHoldData)
        contents.unseenUsers = .withoutPtrace
        #expect(contents.mayBeInUse && !contents.mayHoldData)
        contents = BlockContents()
        contents.gaps = [Gap(file: "/dev/pmem0", reason: "gone")]
        #expect(contents.mayBeInUse && contents.mayHoldData)
        contents = BlockContents()
        contents.signatures = [BlockSignature(usage: .filesystem, type: "ext4")]
        #expect(!contents.mayBeInUse && contents.mayHoldData)
        let name = KernelName(rawValue: "pmem-that-is-not-there")
        contents = LinuxHost().blockContents(of: [name])[name] ?? BlockContents()
        #expect(contents.mayBeInUse && contents.mayHoldData && contents.holders == [])
    }
}
