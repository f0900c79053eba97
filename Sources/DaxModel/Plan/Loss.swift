// SPDX-License-Identifier: Apache-2.0

/// Something that a plan destroys or takes up, reported before the first write.
public enum Loss: Sendable, Hashable {
    /// Bytes at the ends of the device's ranges that fill no whole memory block and can't be used as RAM.
    case alignment(ByteCount, blockSize: ByteCount)
    /// What is stored on a persistent device that becomes RAM.
    case data(ByteCount)
    /// What is stored in memory that a device gives up.
    case contents(ByteCount)
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
        case .memoryMap(let size, inMemory: false): "its memory map takes \(size) of ordinary RAM"
        case .memoryMap(let size, inMemory: true):
            "its memory map takes \(size) of its own memory, which can't be used as RAM"
        }
    }
}
