// SPDX-License-Identifier: Apache-2.0

/// Why a memory block would not go offline, as far as the host tells.
public struct OfflineCause: Sendable, Hashable {
    /// N of the `memoryN` that stayed online.
    public var block: Int
    /// The device that it belongs to, with its blocks as they were at first; nil when that could not be told.
    public var device: DaxDevice?
    /// The physical addresses of the block; nil when they could not be told, and no message is known to be about it.
    public var range: PhysicalRange?
    /// The size of a page in bytes.
    public var pageSize: UInt64
    /// What the kernel logged during the attempt and before, of other blocks too, a message each.
    public var log: [String]

    /// Creates a cause.
    ///
    /// - Parameters:
    ///   - block: N of the `memoryN` that stayed online.
    ///   - device: The device that it belongs to, with its blocks as they were at first.
    ///   - range: The physical addresses of the block.
    ///   - pageSize: The size of a page in bytes.
    ///   - log: What the kernel logged during the attempt and before.
    public init(
        block: Int, device: DaxDevice?, range: PhysicalRange?, pageSize: UInt64 = 4096, log: [String]
    ) {
        self.block = block
        self.device = device
        self.range = range
        self.pageSize = pageSize
        self.log = log
    }

    /// The block's zone among those of its device, and what the kernel logged.
    public var explanations: [Finding.Explanation] {
        [zone, logged].compactMap(\.self)
    }

    private var zone: Finding.Explanation? {
        guard let device, let block = device.blocks.first(where: { $0.index == block }) else { return nil }
        return .zone(
            block: block.index, block.zone, device.name,
            kernelBlocks: device.blocks.count { $0.zone?.isKernel == true }, of: device.blocks.count)
    }

    private var logged: Finding.Explanation? {
        var telling: [String] = []
        var isOfBlock = false
        for message in log {
            if let address = address(in: message) {
                isOfBlock = range.map { $0.start <= address && address <= $0.end } == true
            }
            if isOfBlock, Self.explains(message), !telling.contains(message) { telling.append(message) }
        }
        return telling.isEmpty ? nil : .kernelLog(Array(telling.prefix(4)))
    }

    /// The address that a message names: of the page that it and those after it are about, or of a range's begin.
    ///
    /// What is no number is the address of nothing.
    private func address(in message: String) -> UInt64? {
        for (key, unit) in [("[mem 0x", 1), ("pfn:0x", pageSize), ("pfn ", pageSize)] {
            let parts = message.split(separator: key, maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let number = UInt64(parts[1].prefix { $0.isHexDigit }, radix: 16) ?? .max
            let (address, isBeyond) = number.multipliedReportingOverflow(by: unit)
            return isBeyond ? .max : address
        }
        return nil
    }

    /// Whether a message of the kernel tells why pages stay where they are.
    private static func explains(_ message: String) -> Bool {
        let words = [
            "page dumped because", "page_type:", "unmovable", "hugetlb", "reserved", "migrat", "isolat",
            "memory offlining",
        ]
        return words.contains { message.contains($0) }
    }
}
