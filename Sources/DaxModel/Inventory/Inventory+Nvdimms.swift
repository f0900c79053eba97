// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// The namespace called `name`, or nil when there is none.
    public func namespace(_ name: KernelName) -> Namespace? { namespaces.first { $0.name == name } }

    /// The NVDIMM region called `name`, or nil when there is none.
    public func nvdimmRegion(_ name: KernelName) -> NvdimmRegion? {
        nvdimmRegions.first { $0.name == name }
    }

    /// The DIMM called `name`, or nil when there is none.
    public func dimm(_ name: KernelName) -> Dimm? { dimms.first { $0.name == name } }

    /// The namespaces of a region, by name.
    public func namespaces(in region: KernelName) -> [Namespace] { namespaces.filter { $0.region == region } }

    /// The regions that a DIMM is part of, by name.
    public func regions(on dimm: KernelName) -> [NvdimmRegion] {
        nvdimmRegions.filter { $0.mappings.contains { $0.dimm == dimm } }
    }
}
