// SPDX-License-Identifier: Apache-2.0

/// What the kernel's own files said at one moment, read by the guest's shell.
struct KernelState: Equatable {
    /// The driver of each device, `none` for a device without one.
    let drivers: [String: String]
    /// The state and first valid zone of each memory block, by index.
    let blocks: [Int: String]
    /// All lines, devices, blocks and settings.
    let lines: [String]

    init(_ step: GuestScript.Step) {
        lines = step.out.split(separator: "\n").map(String.init)
        var drivers: [String: String] = [:]
        var blocks: [Int: String] = [:]
        for words in lines.map({ $0.split(separator: " ").map(String.init) }) where words.count > 1 {
            if words[0].hasPrefix("dax") {
                drivers[words[0]] = words[1]
            } else if let index = Int(words[0].dropFirst("memory".count)) {
                blocks[index] = words.dropFirst().joined(separator: " ")
            }
        }
        self.drivers = drivers
        self.blocks = blocks
    }

    /// The states of the blocks that another state does not have, with how often each occurs.
    func newBlocks(since earlier: KernelState) -> [String: Int] {
        blocks.reduce(into: [:]) { counts, block in
            if earlier.blocks[block.key] == nil { counts[block.value, default: 0] += 1 }
        }
    }

    /// The drivers of all devices but one.
    func others(than device: String) -> [String: String] {
        drivers.filter { $0.key != device }
    }
}
