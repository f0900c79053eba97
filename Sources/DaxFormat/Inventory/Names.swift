// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

// Values written as one string or number.

extension KernelRelease: Formatted {}
extension KernelName: Formatted {}
extension DriverName: Formatted {}
extension ByteCount: Formatted {}
extension AutoOnlinePolicy: Formatted {}
extension DeviceModel: Formatted {}
extension DaxRegion.Provider: Formatted {}
extension DaxRegion.Kind: Formatted {}
extension DeviceUser.Use: Formatted {}
extension MemoryBlock.State: Formatted {}
extension Zone: Formatted {}
extension HolderClass: Formatted {}
extension LabelVersion: Formatted {}
extension MapPlace: Formatted {}
extension DriverModule.State: Formatted {}
extension Initramfs.Maker: Formatted {}
extension NodeNumber: Formatted {}
extension BlockNumber: Formatted {}
extension RegionNumber: Formatted {}

extension DeviceName: Lettered {
    var letters: String { description }

    init?(letters: String) { self.init(letters) }

    static let example = "dax0.0"
}

extension PhysicalRange: Lettered {
    var letters: String { description }

    init?(letters: String) { self.init(letters) }

    static let example = "0x140000000-0x23fffffff"
}

/// A range of numbers; the bounds may be equal.
extension ClosedRange: Formatted, Lettered where Bound: RangeBound {
    var letters: String { "\(lowerBound)-\(upperBound)" }

    init?(letters: String) {
        let bounds = letters.split(separator: "-", omittingEmptySubsequences: false).map {
            Bound(kernelDigits: $0)
        }
        guard bounds.count == 2, let lower = bounds[0], let upper = bounds[1], lower <= upper else {
            return nil
        }
        self = lower...upper
    }

    static var example: String { "2-5" }
}

/// The permission bits, the user and the group.
extension FileAccess: Lettered {
    var letters: String { "\(String(permissions, radix: 8)) \(user):\(group)" }

    init?(letters: String) {
        let words = letters.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 2, let permissions = UInt16(words[0], radix: 8) else { return nil }
        let owners = words[1].split(separator: ":", omittingEmptySubsequences: false)
        guard owners.count == 2, let user = UInt32(owners[0]), let group = UInt32(owners[1]) else {
            return nil
        }
        self.init(permissions: permissions, user: user, group: group)
    }

    static let example = "644 0:0"
}
