// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.DeviceCause, _ device: DeviceName?) -> String {
        switch cause {
        case .classModel(let driver):
            "it is under the class model (/sys/class/dax, \(driver ?? .daxPmemCompat)), where a device "
                + "can't change its driver"
        case .classModelOnly(let driver):
            "it is under the class model, and its driver (\(driver?.rawValue ?? "none")) supports no other"
        case .notOnNvdimm:
            "it is not on an NVDIMM, and only NVDIMM devices can be under the class model"
        case .noSize: "it has no size"
        case .rangesUnread: "its physical ranges could not be read"
        case .leakedRanges(let ranges):
            "it was taken from kmem while memory of it was online, so the kernel keeps "
                + "\(ranges.reduce(ByteCount.zero) { $0 + $1.size }) of it "
                + "(\(ranges.first.map { "\($0)" } ?? "")\(ranges.count > 1 ? " and more" : "") in /proc/iomem) "
                + "as system RAM and gives it to no driver"
        case .inUse(let users):
            (users.count == 1 ? "a process uses" : "\(users.count) processes use")
                + " \(characterDevice(device)): \(list(users.map(\.description)))"
        case .usersUnseen(let unseen):
            "\(characterDevice(device)) may be in use; its users can't be seen: \(text(unseen))"
        case .holdsData(let offset):
            "its persistent memory holds data, which may be overwritten: it is not zero at offset "
                + "0x\(String(offset, radix: 16))"
        case .dataUnread(nil):
            "its persistent memory may hold data, which may be overwritten: it was not read"
        case .dataUnread(let gap?):
            "its persistent memory may hold data, which may be overwritten: can't read \(gap)"
        case .noTargetNode: "the kernel knows no target_node for it, so kmem can't place its memory"
        case .noWholeBlock(let size, let blockSize):
            "its \(size.map(\.description) ?? "ranges") contain no whole memory block of \(blockSize)"
        case .notSystemRAM:
            "it is not in system-ram mode, so it has no memory to bring online or take offline"
        case .passedOver: "it is not in system-ram mode and has no memory blocks"
        case .contents(let size): "what is stored in \(size) of its memory would be lost"
        case .severalRanges(let ranges):
            "it will have \(ranges.count) ranges: "
                + ranges.map { "\($0.size) at \($0)" }.joined(separator: ", ")
        case .keptAsFirst:
            "the kernel keeps it without memory, and the next create-device reuses it"
        case .heldWithoutMemory(let driver):
            "\(driver) holds it, and no driver can hold a device without memory"
        case .driverWithoutMemory: "no driver can hold a device without memory"
        case .oddRange(let range, let align):
            "its range \(range) does not fit its alignment of \(align), so the kernel would not free it"
        }
    }

    func text(_ unseen: UnseenUsers) -> String {
        switch unseen {
        case .withoutPtrace: "\(program) runs without CAP_SYS_PTRACE and can't look at other processes"
        case .otherNamespace:
            "/proc shows only the processes of one PID namespace, which is not the host's first"
        case .unreadable(let gap): "\(gap)"
        }
    }

    func text(_ cause: Finding.BlockCause) -> String {
        switch cause {
        case .unread: "its memory blocks could not be determined"
        case .stateUnread(let index): "the state of memory\(index) could not be read"
        case .goingOffline(let index): "memory\(index) is going offline"
        case .otherZone(let count, let total, let zone):
            "\(count) of its \(total) memory blocks are online in a zone other than \(zone.rawValue)"
        case .kernelZone(let count, let total):
            "\(count) of its \(total) memory blocks are online in a kernel zone"
        case .online(let count, let total):
            "\(count) of its \(total) memory blocks are online and may be in use"
        case .badSectors(let bad): "\(text(bad)), and would be used as RAM"
        case .badSectorsForced(let bad):
            "\(text(bad)), and come online " + (takes(.force) ? "by --force" : "anyway")
        case .badSectorsOffline(let bad): text(bad)
        case .poisonForgotten(let size):
            "the kernel keeps \(size) of memory out of use after errors (HardwareCorrupted in /proc/meminfo), "
                + "but forgets the part in this device, which is used again once the device is system RAM again"
        }
    }

    private func text(_ bad: Finding.BadMemory) -> String {
        let count = bad.ranges.sectorCount
        return "\(count) \(count == 1 ? "sector" : "sectors") of 512 B at "
            + "\(list(bad.ranges.map(\.description))) can't be read (badblocks of its NVDIMM region), in "
            + list(bad.blocks.map { "memory\($0)" })
    }

    private func characterDevice(_ device: DeviceName?) -> String {
        device.map { "/dev/\($0)" } ?? "the device"
    }
}
