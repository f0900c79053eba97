// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// Finds the free pieces of an NVDIMM region.
    ///
    /// - Parameter region: The region, with all its namespaces in the inventory.
    /// - Returns: The pieces; nil when its range, its alignment or the range of one of its namespaces is not known.
    public func freePieces(of region: NvdimmRegion) -> FreePieces? {
        guard let range = region.range, let align = region.align else { return nil }
        var taken: [PhysicalRange] = []
        for namespace in namespaces where namespace.region == region.name && namespace.rawSize != .zero {
            guard let range = namespace.range else { return nil }
            taken.append(range)
        }
        return FreePieces(of: range, taken: taken, align: align)
    }
}
