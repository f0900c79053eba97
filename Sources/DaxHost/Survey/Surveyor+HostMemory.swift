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

    /// The lines of a text, by a plain loop: with `split` a check of the room takes half as long again.
    private static func lines(of text: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = text.startIndex
        for index in text.indices where text[index] == UInt8(ascii: "\n") {
            lines.append(text[start..<index])
            start = index + 1
        }
        return start == text.endIndex ? lines : lines + [text[start...]]
    }

    /// The sizes of these names in lines `MemAvailable:  1048576 kB`.
    static func figures(_ names: [String], in text: [UInt8]) -> [String: ByteCount] {
        var figures: [String: ByteCount] = [:]
        for line in lines(of: text) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
                let name = names.first(where: { line[..<colon].elementsEqual($0.utf8) })
            else { continue }
            let words = line[(colon + 1)...].split(separator: UInt8(ascii: " "))
            guard words.count == 2, words[1].elementsEqual("kB".utf8),
                let size = byteCount(String(decoding: words[0], as: UTF8.self))
            else { continue }
            figures[name] = size * 1024
        }
        return figures
    }

    /// The nodes in the line `Mems_allowed_list:  0-1`.
    static func allowedNodes(_ text: [UInt8]) -> [ClosedRange<NodeNumber>]? {
        let key = "Mems_allowed_list:"
        for line in lines(of: text) where line.starts(with: key.utf8) {
            let list = line.dropFirst(key.utf8.count).drop {
                $0 == UInt8(ascii: "\t") || $0 == UInt8(ascii: " ")
            }
            return nodeList(String(decoding: list, as: UTF8.self))
        }
        return nil
    }

    /// The nodes with memory in `/proc/zoneinfo`, whose figures are in pages.
    ///
    /// The file has hundreds of lines and is read again while memory goes offline, so only the lines that matter
    /// become text.
    static func zones(_ text: [UInt8], pageSize: ByteCount) -> [NodeMemory] {
        let space = UInt8(ascii: " ")
        var nodes: [NodeMemory] = []
        var zone: Substring = ""
        for line in lines(of: text) {
            if line.first == UInt8(ascii: "N") {
                let words = String(decoding: line, as: UTF8.self).split(separator: " ")
                zone = ""
                guard words.count == 4, words[0] == "Node", words[2] == "zone",
                    let id = NodeNumber(kernelDigits: words[1].dropLast())
                else { continue }
                zone = words[3]
                if !nodes.contains(where: { $0.id == id }) { nodes.append(NodeMemory(id: id)) }
                continue
            }
            guard let last = nodes.indices.last, !zone.isEmpty, let end = line.lastIndex(of: space) else {
                continue
            }
            let padded = line[..<end].drop { $0 == space }
            guard let nameEnd = padded.lastIndex(where: { $0 != space }),
                let figure = Figure.named(padded[...nameEnd]),
                let pages = number(String(decoding: line[(end + 1)...], as: UTF8.self))
            else { continue }
            nodes[last].take(figure, pageSize * pages, of: zone)
        }
        return nodes.filter { $0.kernel.present + $0.movable.present > .zero }.sorted { $0.id < $1.id }
    }

    /// The relevant figures of `/proc/zoneinfo`.
    fileprivate enum Figure: String, CaseIterable {
        case free = "pages free"
        case low
        case present
        case managed
        case inactiveFile = "nr_zone_inactive_file"
        case activeFile = "nr_zone_active_file"
        case pending = "nr_zone_write_pending"
        case shared = "nr_shmem"
        case unevictable = "nr_unevictable"

        private static let names = allCases.map { (text: Array($0.rawValue.utf8), figure: $0) }

        static func named(_ name: ArraySlice<UInt8>) -> Figure? {
            names.first { $0.text.count == name.count && $0.text.elementsEqual(name) }?.figure
        }
    }
}

extension NodeMemory {
    fileprivate mutating func take(_ figure: Surveyor.Figure, _ size: ByteCount, of zone: Substring) {
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
