// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.RequestCause, _ object: ObjectReference?) -> String {
        switch cause {
        case .unlisted(let gap): "could not list the devices: \(gap)"
        case .noDevice(let name): "no dax device \(name)"
        case .noRegion(let id): "no dax region \(id)"
        case .notListed(_, let problem): problem
        case .noNamespace(let reference): "no namespace \(reference) that carries a dax device"
        case .severalNamespaces(.uuid(let uuid)): "several namespaces have the UUID \(uuid)"
        case .severalNamespaces(let reference): "several namespaces have the name \(reference)"
        case .nothingMeant(inDynamicRegions: false): "no dax device with a size on this host"
        case .nothingMeant(inDynamicRegions: true): "no such dax device in a dynamic region"
        case .noDynamicRegion: "this host has no dynamic dax region (HBM or CXL memory)"
        case .severalRegions(let regions):
            "\(regions.count) regions could be used: "
                + regions.map { "\($0.region) (\($0.provider.rawValue), \($0.free) free)" }
                .joined(separator: ", ")
        case .namedTwice(let namespace):
            "it is named twice\(object?.device == nil ? ", also as \(namespace)" : ": \(namespace) carries it")"
        case .severalGoals: "the plan has several goals for it"
        case .otherRegion(let ids): "it is not in region \(ids.map(\.description).joined(separator: " or "))"
        }
    }

    func text(_ cause: Finding.ShapeCause, _ region: RegionNumber, _ device: DeviceName?) -> String {
        switch cause {
        case .isStatic: "region \(region) is static: it is one device of fixed size"
        case .layoutUnknown: "the addresses of region \(region) and its devices are unknown"
        case .unknownAlignment(let align): "\(align.exact) is not an alignment that the kernel supports"
        case .misalignedRange(let range, let granule):
            "the range \(range) does not begin and end at multiples of \(granule)"
        case .misalignedAddress(let address, let granule):
            "the address 0x\(String(address, radix: 16)) is not a multiple of \(granule)"
        case .zeroSize: device == nil ? "a size of 0 makes no device" : "a size of 0 would remove it"
        case .unevenSize(let size, let granule, let align):
            "\(size.exact) is not a multiple of \(granule), which an alignment of \(align) requires"
        case .shareTooSmall(let percent, let whole, let granule):
            "\(percent)% of \(whole) is less than \(granule), the minimum"
        case .full: "region \(region) has no free memory"
        case .noRoom(let size, let vacancy):
            "there is no room for \(size.exact): " + text(vacancy, region)
        case .noRoomAt(let address, let size, let free):
            "there is no room for \(size.exact) at 0x\(String(address, radix: 16)): \(free) is free there"
        case .rangeTaken(let range, let device): "the range \(range) overlaps \(device)"
        case .rangeOutside(let range, let whole):
            "the range \(range) is not inside region \(region)\(whole.map { ", \($0)" } ?? "")"
        case .rangeTwice(let range): "the range \(range) overlaps another requested range"
        }
    }

    private func text(_ vacancy: Finding.Vacancy, _ region: RegionNumber) -> String {
        let free = vacancy.holes.reduce(ByteCount.zero, +)
        var text = "\(free) of region \(region) is free"
        if vacancy.holes.count > 1, let largest = vacancy.holes.max() {
            text += " in \(vacancy.holes.count) holes, the largest of \(largest)"
        }
        if vacancy.usable < free {
            text +=
                ", and \(vacancy.usable == .zero ? "none" : "\(vacancy.usable)") of that fits an alignment of "
                + "\(vacancy.align)"
        }
        return text
    }
}
