// SPDX-License-Identifier: Apache-2.0

/// Where the page map of a namespace in fsdax or devdax mode lies, in ndctl's words.
public enum MapPlace: String, Sendable, Hashable, CaseIterable {
    /// In RAM.
    case memory = "mem"
    /// In the namespace itself, which costs 64 bytes for each page of 4 KiB.
    case device = "dev"

    /// The kernel's word for it, in `pfnR.J/mode` and `daxR.J/mode`.
    public var kernelMode: String {
        switch self {
        case .memory: "ram"
        case .device: "pmem"
        }
    }
}
