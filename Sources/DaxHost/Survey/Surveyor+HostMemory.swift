// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs

extension Surveyor {
    /// Reads the memory in use and free, and whether memory maps may be kept in new memory.
    mutating func surveyHostMemory() {
        var memory = hostMemory()
        memory?.keepsMaps =
            look("/sys/module/memory_hotplug/parameters/memmap_on_memory", as: Self.keepsMaps).value
        inventory.memory = memory
    }

    /// Reads the memory in use and free; nil when it can't be read.
    mutating func hostMemory() -> HostMemory? {
        var memory = HostMemory(pageSize: Self.pageSize)
        let zones = contents("/proc/zoneinfo") { Self.zones($0, pageSize: Self.pageSize) }
        guard let zones, !zones.isEmpty else { return nil }
        memory.nodes = zones
        let figures = contents("/proc/meminfo") {
            Self.figures(["MemAvailable", "SwapFree", "Hugetlb"], in: $0)
        }
        memory.available = figures?["MemAvailable"]
        memory.swapFree = figures?["SwapFree"] ?? .zero
        memory.allowedNodes = contents("/proc/self/status", as: Self.allowedNodes) ?? nil
        if memory.nodes.allSatisfy({ node in memory.allowedNodes?.contains { $0.contains(node.id) } ?? true })
        {
            memory.allowedNodes = nil
        }
        if figures?["Hugetlb"] != .zero {
            for index in memory.nodes.indices {
                memory.nodes[index].hugePages = hugePages(of: memory.nodes[index].id)
            }
        }
        return memory
    }

    /// The size of a page of this host.
    static let pageSize = ByteCount(rawValue: UInt64(max(sysconf(Int32(_SC_PAGESIZE)), 1)))

    private mutating func contents<Value>(_ path: String, as parse: ([UInt8]) -> Value) -> Value? {
        do throws(SysfsError) {
            return parse(try Sysfs.bytes(of: path))
        } catch {
            note(error)
            return nil
        }
    }

    private mutating func hugePages(of node: NodeNumber) -> [NodeMemory.HugePages] {
        let folder = "\(Self.nodes)/node\(node)/hugepages"
        var all: [NodeMemory.HugePages] = []
        for name in names(in: folder) ?? [] where name.hasPrefix("hugepages-") && name.hasSuffix("kB") {
            guard let kibibytes = number(String(name.dropFirst("hugepages-".count).dropLast(2))),
                let total = look("\(folder)/\(name)/nr_hugepages", as: number).value, total > 0,
                let free = look("\(folder)/\(name)/free_hugepages", as: number).value
            else { continue }
            all.append(
                .init(
                    size: ByteCount(rawValue: 1024) * kibibytes, used: total - min(free, total),
                    free: min(free, total)))
        }
        return all.sorted { $0.size < $1.size }
    }

    /// Parses whether memory maps may be kept in new memory: `Y`, `N`, `1`, `0` or, since Linux 6.6, `force`.
    static func keepsMaps(_ text: String) -> Bool? {
        switch text {
        case "Y", "1", "force": true
        case "N", "0": false
        default: nil
        }
    }

    /// The sizes of these names in lines `MemAvailable:  1048576 kB`.
    static func figures(_ names: [StaticString], in text: [UInt8]) -> [String: ByteCount] {
        var figures: [String: ByteCount] = [:]
        KernelLines.forEach(in: text) { line in
            for name in names {
                guard let value = line.after(name)?.after(":")?.trimmed.text, value.hasSuffix(" kB"),
                    let size = byteCount(String(value.dropLast(" kB".count)))
                else { continue }
                figures["\(name)"] = size * 1024
            }
        }
        return figures
    }

    /// The nodes in the line `Mems_allowed_list:  0-1`.
    static func allowedNodes(_ text: [UInt8]) -> [ClosedRange<NodeNumber>]? {
        var list: String?
        KernelLines.forEach(in: text) { line in
            if list == nil { list = line.after("Mems_allowed_list:")?.trimmed.text }
        }
        return list.flatMap(nodeList)
    }

    /// The nodes with memory in `/proc/zoneinfo`, whose figures are in pages.
    static func zones(_ text: [UInt8], pageSize: ByteCount) -> [NodeMemory] {
        var nodes: [NodeMemory] = []
        var zone: String?
        KernelLines.forEach(in: text) { line in
            if let header = line.after("Node ") {
                zone = nil
                guard let (node, rest) = header.divided(at: ","), let name = rest.after(" zone "),
                    let id = NodeNumber(kernelDigits: node.text)
                else { return }
                zone = name.trimmed.text
                if !nodes.contains(where: { $0.id == id }) { nodes.append(NodeMemory(id: id)) }
            } else if let zone, let last = nodes.indices.last,
                let (figure, pages) = Figure.find(in: line.trimmed)
            {
                nodes[last].take(figure, pageSize * pages, of: zone)
            }
        }
        return nodes.filter { $0.kernel.present + $0.movable.present > .zero }.sorted { $0.id < $1.id }
    }

    /// The relevant figures of `/proc/zoneinfo`.
    fileprivate enum Figure {
        case free
        case low
        case present
        case managed
        case inactiveFile
        case activeFile
        case pending
        case shared
        case unevictable

        private typealias Keys = [(key: StaticString, figure: Figure)]
        private static let sizes: Keys = [
            ("pages free", .free), ("low", .low), ("present", .present), ("managed", .managed),
        ]
        private static let counts: Keys = [
            ("zone_inactive_file", .inactiveFile), ("zone_active_file", .activeFile),
            ("zone_write_pending", .pending), ("shmem", .shared), ("unevictable", .unevictable),
        ]

        /// The figure of a line such as `present  3998` or `nr_shmem  2197`, in pages; nil for any other line.
        static func find(in line: KernelLines.Line) -> (Figure, pages: UInt64)? {
            let count = line.after("nr_")
            for (key, figure) in count == nil ? sizes : counts {
                if let pages = (count ?? line).number(after: key) { return (figure, pages) }
            }
            return nil
        }
    }
}

extension NodeMemory {
    fileprivate mutating func take(_ figure: Surveyor.Figure, _ size: ByteCount, of zone: String) {
        switch (figure, zone) {
        case (.shared, _): shared = size
        case (.unevictable, _): unevictable = size
        case (_, "Movable"): movable.take(figure, size)
        case (_, "DMA"), (_, "Device"): break
        default: kernel.take(figure, size)
        }
    }
}

extension NodeMemory.Usage {
    fileprivate mutating func take(_ figure: Surveyor.Figure, _ size: ByteCount) {
        switch figure {
        case .free: free = free + size
        case .low: low = low + size
        case .present: present = present + size
        case .managed: managed = managed + size
        case .inactiveFile, .activeFile: cache = cache + size
        case .pending: cache = cache - size
        case .shared, .unevictable: break
        }
    }
}
