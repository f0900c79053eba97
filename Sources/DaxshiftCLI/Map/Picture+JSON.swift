// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The schema `daxshift.map/1`, described in docs/json.md.
extension Picture {
    /// The map as one object; unknown values are left out.
    func json() -> JSON {
        var members = Members()
        members.add("schema", "daxshift.map/1")
        members.add(host: inventory)
        members.add("nvdimm_regions", .array(regions.filter(\.isOfNvdimms).map(\.json)))
        members.add("regions", .array(regions.filter { !$0.isOfNvdimms }.map(\.json)))
        members.add(doubtsAbout: inventory)
        return members.object
    }
}

extension RegionPicture {
    fileprivate var isOfNvdimms: Bool { if case .nvdimm = region { true } else { false } }

    fileprivate var json: JSON {
        var members = Members()
        switch region {
        case .dax(let region):
            members.add(region)
            members.add(region.range)
        case .nvdimm(let region):
            members.add("dev", region.name.rawValue)
            members.add("size", region.size)
            members.add("align", region.align)
            members.add("state", region.isEnabled ? nil : "disabled")
            members.add(region.range)
        }
        members.add("parts", .array(spans.map(\.json)))
        return members.object
    }
}

extension SpanPicture {
    fileprivate var json: JSON {
        var members = Members()
        members.add(range)
        members.add("size", size)
        switch content {
        case .device(let device, let page):
            members.add("kind", "device")
            members.add("chardev", "\(device.name)")
            members.add("page_offset", page.map { JSON($0) })
            members.add("mode", (device.mode ?? .devdax).rawValue)
            members.add("state", device.driver == nil ? "disabled" : nil)
        case .namespace(let namespace):
            members.add("kind", "namespace")
            members.add("dev", namespace.name.rawValue)
            members.add("mode", namespace.mode)
            members.add("state", namespace.isEnabled ? nil : "disabled")
        case .free(let fit):
            members.add("kind", "free")
            members.add("fits", fit)
        }
        if !memory.isEmpty { members.add("memory", .array(memory.map(\.json))) }
        return members.object
    }
}

extension MemoryRun {
    fileprivate var json: JSON {
        var members = Members()
        members.add(range)
        members.add("size", range.size)
        switch content {
        case .blocks(let state, let zone):
            members.add("kind", "memblocks")
            members.add("state", state?.rawValue)
            members.add("zone", zone?.rawValue)
        case .usable: members.add("kind", "usable")
        case .lost: members.add("kind", "lost")
        }
        return members.object
    }
}
