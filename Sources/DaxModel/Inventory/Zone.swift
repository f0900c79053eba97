// SPDX-License-Identifier: Apache-2.0

/// A zone of the page allocator, as `memoryN/valid_zones` writes it.
public enum Zone: String, Sendable, Hashable, CaseIterable {
    /// The zone of movable pages, whose blocks can go offline.
    case movable = "Movable"
    /// The common zone of kernel memory.
    case normal = "Normal"
    /// Kernel memory below 4 GiB.
    case dma32 = "DMA32"
    /// Kernel memory below 16 MiB.
    case dma = "DMA"
    /// Kernel memory beyond the kernel's direct mapping, on 32-bit hosts.
    case highMem = "HighMem"
    /// Memory of devices, never given to the page allocator.
    case device = "Device"
    /// The block has holes or spans several zones and can't go offline.
    case none = "none"

    /// Whether the kernel may put unmovable pages here.
    public var isKernel: Bool { self != .movable }
}
