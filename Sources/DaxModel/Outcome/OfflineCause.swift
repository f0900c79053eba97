// SPDX-License-Identifier: Apache-2.0

/// Why a memory block did not go offline, as far as the host shows.
public struct OfflineCause: Sendable, Hashable {
    /// N of the `memoryN` that stayed online.
    public var block: BlockNumber
    /// The device that it belongs to, with its blocks as they were at first; nil when it is unknown.
    public var device: DaxDevice?
    /// The physical addresses of the block; nil when they are unknown: then no message is related to it.
    public var range: PhysicalRange?
    /// The size of a page in bytes.
    public var pageSize: UInt64
    /// The kernel's messages during the attempt and before, also about other blocks.
    public var log: [String]

    /// Creates a cause.
    ///
    /// - Parameters:
    ///   - block: N of the `memoryN` that stayed online.
    ///   - device: The device that it belongs to, with its blocks as they were at first.
    ///   - range: The physical addresses of the block.
    ///   - pageSize: The size of a page in bytes.
    ///   - log: The kernel's messages during the attempt and before.
    public init(
        block: BlockNumber, device: DaxDevice?, range: PhysicalRange?, pageSize: UInt64 = 4096, log: [String]
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

    /// The address in a message: that of a page, or the start of a range; nil without one.
    ///
    /// An invalid or too large number results in the maximum, which is in no block.
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

    /// Whether a message of the kernel says why pages can't be moved.
    private static func explains(_ message: String) -> Bool {
        let words = [
            "page dumped because", "page_type:", "unmovable", "hugetlb", "reserved", "migrat", "isolat",
            "memory offlining",
        ]
        return words.contains { message.contains($0) }
    }
}
