// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// How a namespace, an NVDIMM region or a DIMM is after a run.
extension Inventory {
    /// The state of an object, in a few words.
    func state(of object: ObjectReference) -> String {
        switch object {
        case .namespace(let name):
            guard let namespace = namespace(name) else { return "gone" }
            let device = namespace.device.map { "/dev/\($0)" } ?? namespace.blockDevice.map { "/dev/\($0)" }
            return
                ([
                    namespace.size.map(\.description), namespace.mode,
                    namespace.isEnabled ? "enabled" : "disabled",
                ]
                + [namespace.isEnabled ? device : nil]).compactMap { $0 }.joined(separator: ", ")
        case .nvdimmRegion(let name):
            guard let region = nvdimmRegion(name) else { return "gone" }
            return region.isEnabled ? "enabled" : "disabled"
        case .dimm(let name):
            guard let dimm = dimm(name) else { return "gone" }
            return dimm.isLabelled ? "labelled" : "without labels"
        default: return "unknown"
        }
    }
}

extension Outcome.NvdimmOutcome {
    /// The object, the result, and a namespace as it is now.
    ///
    /// - Parameter listing: The list that has the namespace.
    /// - Returns: The JSON.
    func json(in listing: Listing) -> JSON {
        var members = Members()
        members.add("dev", "\(object)")
        members.add("result", result.rawValue)
        if case .namespace(let name) = object {
            members.add("namespace", listing.inventory.namespace(name).map(listing.json))
        }
        return members.object
    }
}
