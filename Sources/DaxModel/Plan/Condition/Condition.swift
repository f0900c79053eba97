// SPDX-License-Identifier: Apache-2.0

/// A condition on the host that must hold before or after a step, by the object that it is about.
public enum Condition: Sendable, Hashable {
    /// It is about a device: its driver, its shape, who uses it, or whether it is there.
    case device(DeviceName, Device)
    /// It is about a memory block.
    case block(BlockNumber, Block)
    /// It is about an nd device.
    case ndDevice(KernelName, NdDevice)
    /// It is about a namespace.
    case namespace(KernelName, Namespace)
    /// It is about an NVDIMM region.
    case nvdimmRegion(KernelName, NvdimmRegion)
    /// It is about a DIMM.
    case dimm(KernelName, Dimm)
    /// It is about a setting of the kernel.
    case setting(Setting)
    /// It is about a file.
    case file(File)
    /// It is about a node.
    case node(NodeNumber, Node)
}

extension Condition: CustomStringConvertible {
    /// The condition in the words of an administrator.
    public var description: String {
        switch self {
        case .device(let name, let condition): condition.description(of: name)
        case .block(let index, let condition): condition.description(of: index)
        case .ndDevice(let name, let condition): condition.description(of: name)
        case .namespace(let name, let condition): condition.description(of: name)
        case .nvdimmRegion(let name, let condition): condition.description(of: name)
        case .dimm(let name, let condition): condition.description(of: name)
        case .setting(let condition): condition.description
        case .file(let condition): condition.description
        case .node(let number, let condition): condition.description(of: number)
        }
    }
}
