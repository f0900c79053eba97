// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxLab

@Suite struct HostParsingTests {
    private static let node = #""nodes": [{"cpus": 2, "memory": "2G"}]"#

    @Test(arguments: Host.presetNames)
    func presetsAreValid(_ name: String) throws {
        let host = try #require(try Host.preset(name))
        #expect(!host.description.isEmpty)
    }

    @Test func piecesHasThreeNamespacesInOneRegion() throws {
        let host = try #require(try Host.preset("pieces"))
        #expect(host.nvdimms.map { $0.namespaces?.map(\.description) } == [["512M", "512M", "512M"], nil])
    }

    @Test func readsEveryKey() throws {
        let host = try Host(
            parsing: """
                {
                  "description": "all of it", "qemu": "8.1", "kernel_arguments": ["a", "b=c"],
                  "nodes": [
                    {"cpus": 1, "memory": "3G"},
                    {"soft_reserved": "1G", "initiator": 0, "latency": 120, "bandwidth": "16G"},
                    {"legacy_pmem": "512M"}
                  ],
                  "nvdimms": [{"size": "4G", "label_size": "128K", "node": 1, "labels": "blank"}, {"size": "1G", "namespaces": ["512M", "256M"]}],
                  "cxl_memory": []
                }
                """, name: "x.json")
        #expect(host.description == "all of it")
        #expect(host.qemu == QemuVersion(major: 8, minor: 1))
        #expect(host.kernelArguments == ["a", "b=c"])
        #expect(host.nodes[1].softReserved == .gibibyte)
        #expect(host.nodes[1].initiator == 0)
        #expect(host.nodes[1].latency == 120)
        #expect(host.nodes[1].bandwidth == .gibibytes(16))
        #expect(host.nodes[2].legacyPmem.description == "512M")
        #expect(host.nvdimms[0].labelSize.description == "128K")
        #expect(host.nvdimms.map(\.isBlank) == [true, false])
        #expect(host.nvdimms[0].node == 1)
        #expect(host.nvdimms[0].namespaces == nil)
        #expect(host.nvdimms[1].labelSize.description == "2M")
        #expect(host.nvdimms[1].node == 0)
        #expect(host.nvdimms[1].namespaces?.map(\.description) == ["512M", "256M"])
    }

    @Test(arguments: [
        ("[]", "x.json: the file must be an object, not an array"),
        ("{", "x.json: line 1, column 2: expected a key in quotes"),
        (
            #"{"node": []}"#,
            "x.json: unknown key \"node\"; did you mean \"nodes\"? (known: description, qemu, nodes, "
        ),
        ("{}", "x.json: \"nodes\" must list at least one node"),
        (#"{"nodes": []}"#, "x.json: \"nodes\" must list at"),
        (#"{"nodes": 1}"#, "x.json: \"nodes\" must be an array, not a number"),
        (#"{"nodes": [1]}"#, "x.json: \"nodes[0]\" must be an object, not a number"),
        (#"{"nodes": [{"cpu": 1}]}"#, "x.json: unknown key \"nodes[0].cpu\"; did you mean \"cpus\"?"),
        (#"{"nodes": [{"cpus": 1}]}"#, "x.json: \"nodes[0].memory\" must be 1G or more"),
        (
            #"{"nodes": [{"memory": "2G"}]}"#,
            "x.json: \"nodes[0].memory\" must be 1G or more, and \"cpus\" 1 or more"
        ),
        (#"{"nodes": [{"cpus": 65}]}"#, "x.json: \"nodes[0].cpus\" must be a whole number from 0 to 64"),
        (#"{"nodes": [{"cpus": "2"}]}"#, "x.json: \"nodes[0].cpus\" must be a whole number"),
        (#"{"nodes": [{"cpus": 1.5}]}"#, "x.json: \"nodes[0].cpus\" must be a whole number"),
        (#"{"nodes": [{"memory": 2}]}"#, "x.json: \"nodes[0].memory\" must be a string, not a number"),
        (#"{"nodes": [{"memory": "2"}]}"#, "x.json: \"nodes[0].memory\" must be a size up to 1T"),
        (#"{"nodes": [{"memory": "2K"}]}"#, "x.json: \"nodes[0].memory\" must be a multiple of 1M, not 2K"),
        (
            #"{"nodes": [{"latency": 0}]}"#,
            "x.json: \"nodes[0].latency\" must be a whole number from 1 to 65534"
        ),
        (#"{"nodes": [{"bandwidth": "0M"}]}"#, "x.json: \"nodes[0].bandwidth\" must be 1M or more"),
        (
            #"{"nodes": [{"cpus": 1, "memory": "3G"}, {"soft_reserved": "1G", "memory": "1G"}]}"#,
            "x.json: \"nodes[1].soft_reserved\" must be the node's only memory"
        ),
        (
            #"{"nodes": [{"cpus": 1, "memory": "3G"}, {"soft_reserved": "100M"}]}"#,
            "x.json: \"nodes[1].soft_reserved\" must be a multiple of 128M, not 100M"
        ),
        (
            #"{"nodes": [{"cpus": 1, "memory": "2G"}, {"soft_reserved": "1G"}]}"#,
            "x.json: the reserved memory of node 1 would begin at 2G, below 4G"
        ),
        (
            #"{"nodes": [{"cpus": 1, "memory": "2G"}, {"initiator": 1}]}"#,
            "x.json: \"nodes[1].initiator\" must be a node with processors, not 1"
        ),
        (#"{\#(node), "qemu": "new"}"#, "x.json: \"qemu\" must be a version, as in \"8.1\", not \"new\""),
        (#"{\#(node), "nvdimms": [{}]}"#, "x.json: \"nvdimms[0].size\" must be given"),
        (
            #"{\#(node), "nvdimms": [{"size": "4G", "node": 1}]}"#,
            "x.json: \"nvdimms[0].node\" must be one of the 1"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "4G", "label": 1}]}"#,
            "x.json: unknown key \"nvdimms[0].label\""
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "4G", "labels": "none"}]}"#,
            "x.json: \"nvdimms[0].labels\" must be \"blank\", or be left out, not \"none\""
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "4G", "labels": "blank", "label_size": "0K"}]}"#,
            "x.json: \"nvdimms[0].labels\" needs a label area"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "4G", "labels": "blank", "namespaces": ["512M"]}]}"#,
            "x.json: \"nvdimms[0].namespaces\" needs labels"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "4G", "label_size": "1K"}]}"#,
            "x.json: \"nvdimms[0].label_size\" must be"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "1G", "namespaces": ["512M", "640M"]}]}"#,
            "x.json: \"nvdimms[0].namespaces\" must list sizes that add up to 1G or less"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "1G", "namespaces": []}]}"#,
            "x.json: \"nvdimms[0].namespaces\" must list sizes"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "1G", "namespaces": ["0M"]}]}"#,
            "x.json: \"nvdimms[0].namespaces\" must list sizes"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "1G", "namespaces": ["100M"]}]}"#,
            "x.json: \"nvdimms[0].namespaces\" must be a multiple of 128M, not 100M"
        ),
        (
            #"{\#(node), "nvdimms": [{"size": "1G", "label_size": "0K", "namespaces": ["512M"]}]}"#,
            "x.json: \"nvdimms[0].namespaces\" needs a label area"
        ),
        (#"{\#(node), "cxl_memory": [{}]}"#, "x.json: \"cxl_memory[0].size\" must be given, as in \"512M\""),
        (
            #"{\#(node), "cxl_memory": [{"size": "128M"}]}"#,
            "x.json: \"cxl_memory[0].size\" must be a multiple of 256M, not 128M"
        ),
        (
            #"{"nodes": [{"cpus": 1, "memory": "3G"}, {"legacy_pmem": "1G"}], "cxl_memory": [{"size": "1G"}]}"#,
            "x.json: \"nodes[1].legacy_pmem\" can't be combined with \"cxl_memory\""
        ),
        (
            #"{\#(node), "kernel_arguments": "a"}"#,
            "x.json: \"kernel_arguments\" must be an array, not a string"
        ),
        (
            #"{\#(node), "kernel_arguments": [1]}"#,
            "x.json: \"kernel_arguments\" must hold strings, not a number"
        ),
        (#"{\#(node), "description": null}"#, "x.json: \"description\" must be a string, not null"),
    ])
    func refuses(_ text: String, _ message: String) {
        let error = #expect(throws: LabError.self) { try Host(parsing: text, name: "x.json") }
        #expect(error?.code == .request)
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }
}
