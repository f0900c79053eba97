// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension KernelName {
    /// Creates the name of region `id`.
    ///
    /// The kernel numbers NVDIMM, CXL and soft-reserved regions from one pool, and a dax region has its provider's number.
    init(region id: Int) {
        self.init(rawValue: "region\(id)")
    }
}
