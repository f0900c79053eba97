// SPDX-License-Identifier: Apache-2.0

/// Something that a plan destroys or takes up, reported before the first write.
public enum Loss: Sendable, Hashable {
    /// Bytes at the ends of the device's ranges that fill no whole memory block and can't be used as RAM.
    case alignment(ByteCount, blockSize: ByteCount)
    /// What is stored on a persistent device that becomes RAM.
    case data(ByteCount)
    /// What is stored in memory that a device gives up.
    case contents(ByteCount)
    /// What a namespace of this size holds.
    case namespaceContents(ByteCount)
    /// The labels of a DIMM.
    case labels
    /// The metadata of a namespace, and what fills no unit of its alignment.
    case namespaceMetadata(ByteCount)
    /// The map of memory that becomes RAM: it takes ordinary RAM, or it lies in that memory and reduces its
    /// usable size.
    case memoryMap(ByteCount, inMemory: Bool)
}

extension Loss: CustomStringConvertible {
    /// The loss in the words of an administrator.
    public var description: String {
        switch self {
        case .alignment(let bytes, let blockSize):
            "\(bytes) fill no whole memory block of \(blockSize) and can't be used as RAM"
        case .data(let size):
            "the data stored on its \(size) of persistent memory may be overwritten"
        case .contents(let size): "what is stored in the \(size) that it gives up is gone"
        case .namespaceContents(let size): "what is stored in its \(size) can't be reached any more"
        case .labels: "its labels, and with them its namespaces, are gone"
        case .namespaceMetadata(let size): "\(size) of it hold metadata or fit no alignment"
        case .memoryMap(let size, inMemory: false): "its memory map takes \(size) of ordinary RAM"
        case .memoryMap(let size, inMemory: true):
            "its memory map takes \(size) of its own memory, which can't be used as RAM"
        }
    }
}
