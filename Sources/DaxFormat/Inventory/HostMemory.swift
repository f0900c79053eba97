// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

// Nodes, and their memory in use and free.

extension Node: Record {
    static let blank = Node(id: 0)
    static let members: [RecordMember<Node>] = [
        .required("node", \.id),
        .known("mem_total", \.memTotal),
        .known("tier", \.tier),
        .known("distance", \.distance),
        .known("performance", \.performance),
    ]
}

extension Node.Performance: Record {
    static let blank = Node.Performance()
    static let members: [RecordMember<Node.Performance>] = [
        .known("read_bandwidth", \.readBandwidth),
        .known("write_bandwidth", \.writeBandwidth),
        .known("read_latency", \.readLatency),
        .known("write_latency", \.writeLatency),
    ]
}

extension HostMemory: Record {
    static let blank = HostMemory(pageSize: .zero)
    static let members: [RecordMember<HostMemory>] = [
        .required("page_size", \.pageSize),
        .known("available", \.available),
        .any("swap_free", \.swapFree),
        .any("nodes", \.nodes),
        .known("allowed_nodes", \.allowedNodes),
        .known("memmap_on_memory", \.keepsMaps),
    ]
}

extension NodeMemory: Record {
    static let blank = NodeMemory(id: 0)
    static let members: [RecordMember<NodeMemory>] = [
        .required("node", \.id),
        .any("kernel", \.kernel),
        .any("movable", \.movable),
        .any("shared", \.shared),
        .any("unevictable", \.unevictable),
        .any("huge_pages", \.hugePages),
    ]
}

extension NodeMemory.Usage: Record {
    static let blank = NodeMemory.Usage()
    static let members: [RecordMember<NodeMemory.Usage>] = [
        .any("present", \.present),
        .any("managed", \.managed),
        .any("free", \.free),
        .any("cache", \.cache),
        .any("low", \.low),
    ]
}

extension NodeMemory.HugePages: Record {
    static let blank = NodeMemory.HugePages(size: .zero, used: 0, free: 0)
    static let members: [RecordMember<NodeMemory.HugePages>] = [
        .required("size", \.size),
        .required("used", \.used),
        .required("free", \.free),
    ]
}
