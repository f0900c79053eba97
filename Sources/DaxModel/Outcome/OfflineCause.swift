// SPDX-License-Identifier: Apache-2.0

/// Why a memory block would not go offline, as far as the host tells.
public struct OfflineCause: Sendable, Hashable {
    /// N of the `memoryN` that stayed online.
    public var block: Int
    /// The device that it belongs to, with its blocks as they were at first; nil when that could not be told.
    public var device: DaxDevice?
    /// What the kernel logged during the attempt, a message each.
    public var log: [String]

    /// Creates a cause.
    ///
    /// - Parameters:
    ///   - block: N of the `memoryN` that stayed online.
    ///   - device: The device that it belongs to, with its blocks as they were at first.
    ///   - log: What the kernel logged during the attempt.
    public init(block: Int, device: DaxDevice?, log: [String]) {
        self.block = block
        self.device = device
        self.log = log
    }

    /// The block's zone among those of its device, and what the kernel logged, a clause each.
    public var clauses: [String] {
        [place, logged].compactMap(\.self)
    }

    private var place: String? {
        guard let device, let block = device.blocks.first(where: { $0.index == block }) else { return nil }
        let zone = block.zone.map { "in zone \($0.rawValue)" } ?? "in an unknown zone"
        let kernel = device.blocks.count { $0.zone?.isKernel == true }
        return "memory\(block.index) is \(zone), and "
            + (kernel == 0
                ? "none of the \(device.blocks.count) memory blocks of \(device.name) is in a kernel zone"
                : "\(kernel) of the \(device.blocks.count) memory blocks of \(device.name) \(kernel == 1 ? "is" : "are") in a kernel zone, "
                    + "where pages often can't be moved")
    }

    private var logged: String? {
        var telling: [String] = []
        for message in log where Self.explains(message) && !telling.contains(message) {
            telling.append(message)
        }
        guard !telling.isEmpty else { return nil }
        return "the kernel logged " + telling.prefix(4).map { "\"\($0)\"" }.joined(separator: ", ")
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
