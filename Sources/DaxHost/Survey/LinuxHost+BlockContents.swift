// SPDX-License-Identifier: Apache-2.0

internal import Blkid
package import DaxModel
internal import Sysfs

extension LinuxHost {
    /// Reads what block devices hold, and who uses them.
    ///
    /// It never fails: what can't be read is among the gaps, and counts as data and as use.
    ///
    /// - Parameter devices: The names of the devices, as in `pmem0` or `pmem0.1s`.
    /// - Returns: The signatures that libblkid finds on each, and the users of the device and of its partitions.
    package func blockContents(of devices: [KernelName]) -> [KernelName: BlockContents] {
        guard !devices.isEmpty else { return [:] }
        let holders = BlockHolders(of: devices)
        var contents: [KernelName: BlockContents] = [:]
        for (name, device) in holders.devices {
            contents[name] = blockContents(of: name, device, holders.unseenUsers)
        }
        return contents
    }

    private func blockContents(
        of name: KernelName, _ device: BlockHolders.Device, _ unseenUsers: UnseenUsers?
    ) -> BlockContents {
        var contents = BlockContents()
        contents.holders = device.users
        contents.unseenUsers = unseenUsers
        contents.gaps = device.gaps
        guard let number = device.number else { return contents }
        let path = "/dev/\(name)"
        do {
            let block = try BlockDevice(path, number: number)
            if !block.isExclusive, !contents.holders.contains(where: \.isExclusive) {
                contents.holders.append(BlockHolder(device: name, use: .unseen))
            }
            contents.signatures = try Probe(block.descriptor).signatures().map(BlockSignature.init)
        } catch let error as SysfsError {
            contents.gaps.append(Gap(error))
        } catch {
            contents.gaps.append(Gap(file: path, reason: "\(error)"))
        }
        return contents
    }
}

extension BlockHolder {
    /// Whether a holder of this kind keeps others from opening the device with `O_EXCL`; a process rarely does.
    fileprivate var isExclusive: Bool {
        switch use {
        case .mount, .swap, .blockDevice: true
        case .process, .unseen: false
        }
    }
}

extension BlockSignature {
    fileprivate init(_ signature: Signature) {
        let usage: Usage =
            switch signature.usage {
            case .filesystem: .filesystem
            case .raid: .raid
            case .crypto: .crypto
            case .other: .other
            case .partitionTable: .partitionTable
            }
        self.init(
            usage: usage, type: fitForTerminal(signature.type), label: signature.label.map(fitForTerminal),
            uuid: signature.uuid.map(fitForTerminal))
    }
}
