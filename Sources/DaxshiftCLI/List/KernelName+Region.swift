// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension KernelName {
    /// Creates the name of region `id`.
    ///
    /// NVDIMM, CXL and soft-reserved regions share one number pool, and a dax region has the number of its provider.
    init(region id: RegionNumber) {
        self.init(rawValue: "region\(id)")
    }
}
