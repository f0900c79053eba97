// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Inventory {
    /// Sorts objects by the speed of their memory, the fastest first; a stable sort.
    ///
    /// Memory of unknown speed comes last.
    mutating func sortBySpeed() {
        let ofDevice = Dictionary(devices.map { ($0.name, $0.targetNode) }) { first, _ in first }
        let ofRegion = Dictionary(regions.map { (KernelName(region: $0.id), $0.targetNode) }) { first, _ in
            first
        }
        nvdimmRegions = sorted(nvdimmRegions) { ofRegion[$0.name] ?? nil }
        regions = sorted(regions) { $0.targetNode }
        namespaces = sorted(namespaces) { namespace in namespace.device.flatMap { ofDevice[$0] ?? nil } }
        devices = sorted(devices) { $0.targetNode }
        nodes = sorted(nodes) { $0.id }
    }

    /// Sorts objects by the speed of their node, the fastest first.
    func sorted<Element>(_ elements: [Element], by node: (Element) -> NodeNumber?) -> [Element] {
        let slowness = Dictionary(nodes.map { ($0.id, $0.slowness) }) { first, _ in first }
        let keys = elements.enumerated().map { place, element in
            let key = node(element).flatMap { slowness[$0] } ?? Node.unknownSlowness
            return key + [Double(place)]
        }
        return zip(keys, elements).sorted { $0.0.lexicographicallyPrecedes($1.0) }.map { $0.1 }
    }
}
