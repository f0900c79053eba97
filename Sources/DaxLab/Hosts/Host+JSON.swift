// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

extension Host {
    /// Reads a host from JSON.
    ///
    /// Only `nodes` is required; an unknown key is an error.
    ///
    /// | key | value |
    /// |---|---|
    /// | `description` | one line for `daxlab hosts` |
    /// | `qemu` | the oldest supported QEMU, as in `"8.1"` |
    /// | `nodes` | an array; a node's number is its place, the first has processors and memory |
    /// | `nodes[].cpus` | processors, 0 to 64 |
    /// | `nodes[].memory` | ordinary memory, as in `"2G"`; whole MiB |
    /// | `nodes[].soft_reserved` | memory for `dax_hmem`; such a node has no other memory; whole multiples of 128 MiB |
    /// | `nodes[].legacy_pmem` | persistent memory without a NFIT, on top of `memory`; whole multiples of 128 MiB |
    /// | `nodes[].initiator` | the node `latency` and `bandwidth` are seen from; the first with processors by default |
    /// | `nodes[].latency` | HMAT access latency in nanoseconds, 1 to 65534 |
    /// | `nodes[].bandwidth` | HMAT access bandwidth a second, as in `"2G"`; whole MiB |
    /// | `nvdimms` | an array |
    /// | `nvdimms[].size` | persistent memory; whole multiples of 128 MiB |
    /// | `nvdimms[].label_size` | the label area, `"2M"` by default; `"0K"` for an NVDIMM without labels |
    /// | `nvdimms[].labels` | `"blank"` for an NVDIMM whose label area nobody initializes, and that gets no namespaces |
    /// | `nvdimms[].node` | the node it belongs to, 0 by default |
    /// | `nvdimms[].namespaces` | the sizes of its devdax namespaces, whole multiples of 128 MiB; one over all by default |
    /// | `cxl_memory` | an array |
    /// | `cxl_memory[].size` | volatile memory of a CXL device; whole multiples of 256 MiB |
    /// | `kernel_arguments` | an array of strings |
    ///
    /// Soft-reserved and legacy persistent memory must begin above 4 GiB, so the memory before it adds up to 3 GiB or more.
    ///
    /// - Parameters:
    ///   - text: The JSON.
    ///   - name: The name in messages; the path for a file.
    /// - Throws: ``LabError`` with the code `request`, which names the key, and the known ones if it is unknown.
    public init(parsing text: String, name: String) throws(LabError) {
        let json: JSON
        do {
            json = try JSON(parsing: text)
        } catch {
            throw .request("\(name): \(error)")
        }
        let known = ["description", "qemu", "nodes", "nvdimms", "cxl_memory", "kernel_arguments"]
        let object = try ObjectReader(json, file: name, path: "", keys: known)
        guard let nodes = try object.objects("nodes", keys: Node.keys), !nodes.isEmpty else {
            throw .request(
                "\(name): \"nodes\" must list at least one node, as in [{\"cpus\": 2, \"memory\": \"2G\"}]")
        }
        self.init(name: name, nodes: try nodes.map { node throws(LabError) in try Node(node) })
        description = try object.string("description") ?? ""
        kernelArguments = try object.strings("kernel_arguments") ?? []
        if let text = try object.string("qemu") {
            guard let version = QemuVersion(text) else {
                throw object.failure("qemu", "must be a version, as in \"8.1\", not \"\(text)\"")
            }
            qemu = version
        }
        nvdimms = try (object.objects("nvdimms", keys: NVDIMM.keys) ?? []).map { nvdimm throws(LabError) in
            try NVDIMM(nvdimm, nodes: nodes.count)
        }
        cxlMemory = try (object.objects("cxl_memory", keys: ["size"]) ?? []).map { memory throws(LabError) in
            guard let size = try memory.size("size", multipleOf: .cxlUnit), size > .zero else {
                throw memory.failure("size", "must be given, as in \"512M\"")
            }
            return size
        }
        try check(object, nodes)
    }

    /// The rules that span several keys.
    private func check(_ object: ObjectReader, _ readers: [ObjectReader]) throws(LabError) {
        guard nodes[0].cpus > 0, nodes[0].memory >= .gibibyte else {
            throw readers[0].failure(
                "memory", "must be 1G or more, and \"cpus\" 1 or more: the kernel starts there")
        }
        for (node, reader) in zip(nodes, readers) {
            if node.softReserved > .zero, node.memory + node.legacyPmem > .zero {
                throw reader.failure(
                    "soft_reserved", "must be the node's only memory: use a separate node")
            }
            if !cxlMemory.isEmpty, node.softReserved + node.legacyPmem > .zero {
                throw reader.failure(
                    node.softReserved > .zero ? "soft_reserved" : "legacy_pmem",
                    "can't be combined with \"cxl_memory\": use a separate host")
            }
            if let initiator = node.initiator, !(nodes.indices ~= initiator && nodes[initiator].cpus > 0) {
                throw reader.failure("initiator", "must be a node with processors, not \(initiator)")
            }
        }
        _ = try reservations()
    }
}

extension Host.Node {
    fileprivate static let keys = [
        "cpus", "memory", "soft_reserved", "legacy_pmem", "initiator", "latency", "bandwidth",
    ]

    fileprivate init(_ object: ObjectReader) throws(LabError) {
        cpus = Int(try object.integer("cpus", in: 0...64) ?? 0)
        memory = try object.size("memory", multipleOf: .mebibyte) ?? .zero
        softReserved = try object.size("soft_reserved", multipleOf: .memoryBlock) ?? .zero
        legacyPmem = try object.size("legacy_pmem", multipleOf: .memoryBlock) ?? .zero
        initiator = try object.integer("initiator", in: 0...127).map { Int($0) }
        latency = try object.integer("latency", in: 1...65534)
        bandwidth = try object.size("bandwidth", multipleOf: .mebibyte)
        if bandwidth == .zero { throw object.failure("bandwidth", "must be 1M or more") }
    }
}

extension Host.NVDIMM {
    fileprivate static let keys = ["size", "label_size", "labels", "node", "namespaces"]

    fileprivate init(_ object: ObjectReader, nodes: Int) throws(LabError) {
        guard let size = try object.size("size", multipleOf: .memoryBlock), size > .zero else {
            throw object.failure("size", "must be given, as in \"4G\"")
        }
        let node = try object.integer("node", in: 0...127) ?? 0
        guard node < nodes else {
            throw object.failure("node", "must be one of the \(nodes) nodes, 0 to \(nodes - 1), not \(node)")
        }
        self.init(size: size, node: Int(node))
        if let labelSize = try object.size("label_size", multipleOf: .kibibyte) {
            guard labelSize == .zero || labelSize.rawValue >= 128 << 10 else {
                throw object.failure("label_size", "must be 128K or more, or 0K for none")
            }
            self.labelSize = labelSize
        }
        if let labels = try object.string("labels") {
            guard labels == "blank" else {
                throw object.failure("labels", "must be \"blank\", or be left out, not \"\(labels)\"")
            }
            guard labelSize > .zero else {
                throw object.failure("labels", "needs a label area: leave \"label_size\" out")
            }
            isBlank = true
        }
        guard let namespaces = try object.sizes("namespaces", multipleOf: .memoryBlock) else { return }
        guard labelSize > .zero else {
            throw object.failure("namespaces", "needs a label area: leave \"label_size\" out")
        }
        guard !isBlank else {
            throw object.failure("namespaces", "needs labels: leave \"labels\" out")
        }
        guard !namespaces.isEmpty, !namespaces.contains(.zero), namespaces.reduce(.zero, +) <= size else {
            throw object.failure(
                "namespaces", "must list sizes that add up to \(size) or less, as in [\"512M\", \"512M\"]")
        }
        self.namespaces = namespaces
    }
}

extension MemorySize {
    /// The size of a memory block on x86-64.
    fileprivate static let memoryBlock = MemorySize(rawValue: 128 << 20)
    /// The granularity of CXL decoders.
    fileprivate static let cxlUnit = MemorySize(rawValue: 256 << 20)
}
