// SPDX-License-Identifier: Apache-2.0

internal import Blkid
package import DaxModel
internal import Sysfs

extension LinuxHost {
    /// Reads what a block device holds, and who uses it.
    ///
    /// It never fails: what can't be read is among the gaps, and counts as data and as use.
    ///
    /// - Parameter device: The name of the device, as in `pmem0` or `pmem0.1s`.
    /// - Returns: The signatures that libblkid finds, and the users of the device and of its partitions.
    package func blockContents(of device: KernelName) -> BlockContents {
        let holders = BlockHolders(of: device)
        var contents = BlockContents()
        contents.holders = holders.found
        contents.unseenUsers = holders.unseenUsers
        contents.gaps = holders.gaps
        guard let number = holders.number else { return contents }
        let path = "/dev/\(device)"
        do {
            let block = try BlockDevice(path, number: number)
            if !block.isExclusive, !contents.holders.contains(where: \.isExclusive) {
                contents.holders.append(BlockHolder(device: device, use: .unseen))
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
