// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.LayoutCause) -> String {
        switch cause {
        case .noMatch(let match):
            "nothing on this host has " + list(match.conditions, atMost: match.conditions.count)
        case .severalMatch(let names): "\(list(names)) match it, and one is meant; add what tells them apart"
        case .sameObject(let other): "\(other) is about it too"
        case .devicesOfNvdimm: "it is an NVDIMM region, which has namespaces and no devices of its own"
        case .namespaceInDaxRegion(let key): "'\(key)' is a dax region, which has no namespaces"
        case .otherRegion(let region): "it is in \(region), and not in the region of the entry"
        case .otherPlan: "the host has changed since the plan was made, and would need other steps now"
        case .numberedRegion(let section):
            "\(section) selects devices by region.id, which a layout does not take; use range or target_node there"
        case .conflict(let section): "\(section) says otherwise, and each of the two takes effect at boot"
        }
    }
}

extension Layout.Match {
    /// The conditions, as a layout has them.
    fileprivate var conditions: [String] {
        [
            name.map { "name \($0)" }, namespace.map { "the namespace \($0)" },
            serials.isEmpty ? nil : "serials " + serials.joined(separator: ", "),
            provider.map { "provider \($0.rawValue)" }, cxlRegion.map { "cxl_region \($0)" },
            range.map { "range \($0)" }, targetNode.map { "target_node \($0)" },
            speed.map { "speed \($0)" },
        ].compactMap { $0 }
    }
}
