// SPDX-License-Identifier: Apache-2.0

/// An emulated machine: its NUMA nodes, its NVDIMMs and its kernel arguments.
///
/// A host is data: the presets are JSON files in the format that ``init(parsing:name:)`` reads.
public struct Host: Sendable, Hashable {
    /// The name: that of a preset, or the path of a host file.
    public let name: String
    /// A one-line description.
    public var description = ""
    /// The oldest QEMU that can emulate this host.
    public var qemu: QemuVersion?
    /// The NUMA nodes; a node's index is its number.
    public var nodes: [Node]
    /// The NVDIMMs, in the order of their slots.
    public var nvdimms: [NVDIMM] = []
    /// The sizes of the volatile CXL memory devices; the guest makes a region of each at boot.
    public var cxlMemory: [MemorySize] = []
    /// More arguments for the kernel.
    public var kernelArguments: [String] = []

    /// Creates a host.
    ///
    /// - Parameters:
    ///   - name: The name in messages.
    ///   - nodes: The NUMA nodes.
    public init(name: String, nodes: [Node]) {
        self.name = name
        self.nodes = nodes
    }

    /// The accelerator that the host needs; nil for any.
    ///
    /// The kernel must flush the processor's caches before it uses a CXL region, which it can't in a virtual machine.
    var onlyAccelerator: Accelerator? { cxlMemory.isEmpty ? nil : .tcg }

    /// The memory of all nodes: ordinary, soft-reserved and legacy persistent.
    var memory: MemorySize { nodes.reduce(.zero) { $0 + $1.total } }
}
