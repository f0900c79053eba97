// SPDX-License-Identifier: Apache-2.0

internal import DaxFormat
internal import DaxModel

extension Words {
    /// The place of an error in a layout, the problem and what would be right, in one line.
    func line(_ error: LayoutError) -> String {
        let place = error.isOfWholeFile ? error.key.place.file : "\(error.key.place)"
        return "\(place): \(subject(error.key))\(text(error.fault, error.key))"
    }

    /// A note about the files of a layout, in one line.
    func line(_ note: LayoutNote) -> String {
        switch note {
        case .replaces(let key, let place): "\(key.place): \(name(key)) replaces the one at \(place)"
        case .kernelNumber(let key):
            "\(key.place): \(name(key)) may mean another object at the next boot, when the kernel counts anew"
        }
    }

    private func text(_ fault: LayoutError.Fault, _ key: Layout.Key) -> String {
        switch fault {
        case .unreadable(let reason): return "it can't be read: \(reason)"
        case .yaml(let fault): return "\(fault)"
        case .unknownKey(let known):
            let nearest = known.nearest(to: key.name).map { "the nearest is \($0), " } ?? ""
            return "the key is unknown: \(nearest)and all are \(known.joined(separator: ", "))"
        case .missing(let form): return "it is missing: write \(text(form))"
        case .value(let found, let form): return "it can't be \(text(found)): write \(text(form))"
        case .noMatch(let keys): return "any object would match: add one of \(keys.joined(separator: ", "))"
        case .notWith(let other): return "it does not go with \(other): leave one of them out"
        case .onlyWith(let other): return "it goes with \(other) alone: leave it out, or write that"
        case .secondMaximum(let first):
            return "\(name(first)) takes all that is left already: give one of them a size or a share"
        case .shares(let sum):
            return "the shares of its region are \(sum)% with this one: make them 100% at most"
        case .unknownRegion(let region, let known):
            let nearest = known.nearest(to: region).map { "the nearest is '\($0)'" } ?? "add one"
            return "no entry of regions is called '\(region.excerpt)': \(nearest)"
        case .sameObject(let first):
            return "\(name(first)) in \(first.place) is about the same object: keep one of them"
        }
    }

    private func subject(_ key: Layout.Key) -> String { key.path.isEmpty ? "" : "\(name(key)): " }

    private func name(_ key: Layout.Key) -> String { key.path.joined(separator: ".").excerpt }

    private func text(_ found: LayoutError.Found) -> String {
        switch found {
        case .nothing: "nothing"
        case .plain(let characters): "'\(characters)'"
        case .quoted(let text): "the text \"\(text)\""
        case .list: "a list"
        case .mapping: "a mapping"
        }
    }

    private func text(_ form: LayoutError.Form) -> String {
        switch form {
        case .schema: LayoutText.schema
        case .mapping: "keys with values"
        case .words(let words): "a list of \(words.joined(separator: ", ")), such as [\(words.first ?? "")]"
        case .word(let words): words.count == 1 ? words[0] : "one of \(words.joined(separator: ", "))"
        case .serials: "a list of serial numbers in quotes, such as [\"0x1234\"]"
        case .flag: "true or false"
        case .name: "a text of 1 to 63 bytes, in quotes if it looks like a number"
        case .extent: "a size above 0 such as 512M or 4G, a share from 1% to 100%, or max"
        case .size: "a size above 0 such as 4096, 2M or 4G"
        case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .node: "the number of a node"
        case .regionName: "regionN, the kernel's name of a region"
        case .cxlRegion: "the N of the kernel's name regionN of a CXL region"
        case .deviceName: "daxX.Y, the kernel's name of a device"
        case .uuid: "a UUID such as 07bc7573-aca8-406e-90d0-17524d99b28d"
        case .range: "START-END, such as 0x240000000-0x33fffffff"
        case .speed: "fastest, slowest, \"tier 4\", \">= 100 GB/s\" or \"<= 200 ns\""
        case .weights: "auto, or a weight for each node, such as {0: 10, 2: 3}"
        case .regionKey: "the key of an entry of regions"
        }
    }
}
