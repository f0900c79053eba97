// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Listing {
    /// The number of objects of the requested kinds.
    var count: Int {
        kinds.reduce(0) { count, kind in
            switch kind {
            case .bus: count + inventory.buses.count
            case .dimm: count + inventory.dimms.count
            case .region: count + inventory.regions.count + inventory.nvdimmRegions.count
            case .namespace: count + inventory.namespaces.count
            case .device: count + inventory.devices.count + inventory.unownedMemory.count
            }
        }
    }

    /// Why nothing is listed.
    ///
    /// - Parameter all: The same listing with idle objects; made only where nothing is listed.
    /// - Returns: One line; nil where something is listed, or where the survey says why nothing is.
    func absence(among all: @autoclosure () throws -> Listing) rethrows -> String? {
        guard count == 0, !inventory.warnings.contains(where: { $0.hasPrefix("nothing to list: ") }) else {
            return nil
        }
        let asked = ListedKind.allCases.filter(kinds.contains).map(\.plural)
        let names = [asked.dropLast().joined(separator: ", "), asked.suffix(1).joined()]
            .filter { !$0.isEmpty }.joined(separator: " and ")
        let idle = try all().count
        return idle == 0
            ? "nothing to list: there are no \(names)"
            : "nothing to list: all \(idle) \(names) are idle; --idle lists them"
    }
}
