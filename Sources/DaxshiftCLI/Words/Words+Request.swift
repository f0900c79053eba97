// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.RequestCause) -> String {
        switch cause {
        case .unlisted(let gap): "which devices there are can't be told: could not read \(gap)"
        case .noDevice(let name): "no dax device \(name)"
        case .noRegion(let id): "no dax region \(id)"
        case .noNamespace(let reference): "no namespace \(reference) that carries a dax device"
        case .nothingMeant(inDynamicRegions: false): "no dax device with a size on this host"
        case .nothingMeant(inDynamicRegions: true): "no such dax device in a dynamic region"
        case .noDynamicRegion: "there is no dynamic dax region on this host, of HBM or CXL memory"
        case .severalRegions(let regions):
            "\(regions.count) regions could serve: "
                + regions.map { "\($0.region) (\($0.provider.rawValue), \($0.free) free)" }
                .joined(separator: ", ")
        case .namedTwice(let namespace): "it is named twice: \(namespace) carries it"
        case .severalGoals: "it is to become several things at once"
        case .otherRegion(let id): "it does not lie in region \(id)"
        }
    }

    func text(_ cause: Finding.ShapeCause, _ region: Int) -> String {
        switch cause {
        case .isStatic: "region \(region) is static: it is one device of fixed size"
        case .layoutUnknown: "where region \(region) and its devices lie is not known"
        case .unknownAlignment(let align): "\(align.exact) is no alignment that the kernel knows"
        case .misalignedRange(let range, let granule):
            "the range \(range) does not begin and end at multiples of \(granule)"
        case .zeroSize: "without a size it would be gone"
        case .unevenSize(let size, let granule, let align):
            "\(size.exact) is no multiple of \(granule), as an alignment of \(align) asks for"
        case .shareTooSmall(let percent, let whole, let granule):
            "\(percent)% of \(whole) is less than \(granule), the least that there can be"
        case .full: "nothing of region \(region) is free"
        case .noRoom(let size, let vacancy):
            "there is no room for \(size.exact): " + text(vacancy, region)
        case .rangeTaken(let range, let device): "the range \(range) belongs to \(device) in part or whole"
        case .rangeOutside(let range, let whole):
            "the range \(range) does not lie in region \(region), \(whole.map { "\($0)" } ?? "")"
        case .rangeTwice(let range): "the range \(range) is asked for twice, in part or whole"
        }
    }

    private func text(_ vacancy: Finding.Vacancy, _ region: Int) -> String {
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
