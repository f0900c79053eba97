// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
import OrderedJSON
import SampleHosts
import SchemaFiles
import SystemAdditions
import SystemPackage
import Testing
import Yaml

@Suite("The schema of layouts")
struct LayoutSchemaTests {
    @Test("has the form of the layouts that are written, and of those in docs/layout.md")
    func valid() async throws {
        var layouts = RandomLayout(seed: 11)
        var cases: [SchemaFiles.Case] = []
        for index in 0..<100 {
            let layout = layouts.layout()
            cases.append(try #require(SchemaFiles.Case("random \(index)", LayoutText.json(of: layout))))
            let read = try YamlNode(parsing: Array(LayoutText.text(of: layout).utf8))
            cases.append(try #require(SchemaFiles.Case("YAML \(index)", Self.json(read))))
        }
        let examples = try Self.examples()
        #expect(examples.count > 1)
        for (index, text) in examples.enumerated() {
            let file = Layout.File(path: "example \(index)", text: .success(Array(text.utf8)))
            #expect(throws: Never.self, "\(text)") { try LayoutText.layout(parsing: [file]) }
            let json = try Self.json(YamlNode(parsing: Array(text.utf8)))
            cases.append(try #require(SchemaFiles.Case("example \(index)", json)))
        }
        #expect(try await SchemaFiles.contradictions(of: cases).joined(separator: "\n") == "")
    }

    @Test("has no form of what is refused")
    func invalid() async throws {
        let match = "match: {speed: fastest}"
        let cases = try [
            "regions: {a: {}}", "regions: {a: {match: {}}}", "regions: {a: {match: {uuid: x}}}",
            "regions: []",
            "regions: {a: {match: {name: dax0.0}}}", "regions: {a: {match: {speed: fast}}}",
            "regions: {a: {match: {serials: []}}}",
            "regions: {a: {match: {serials: [0x1234]}}}", "regions: {a: {match: {range: 5}}}", "regions:",
            "regions: {a: {\(match), exclusive: \"true\"}}", "regions: {a: {\(match), exclusive: yes}}",
            "regions: {a: {\(match), devices: {b: {mode: devdax}}}}",
            "regions: {a: {\(match), devices: {b: {size: 4G, zone: movable}}}}",
            "regions: {a: {\(match), devices: {b: {size: 101%, mode: devdax}}}}",
            "namespaces: {\"\": {}}", "namespaces: {a: {size: 4X}}", "namespaces: {a: {size: 0}}",
            "namespaces: {a: {align: max}}",
            "namespaces: {a: {name: 5}}", "namespaces: {a: {uuid: x}}", "namespaces: {a: {mode: dax}}",
            "namespaces: {a: {allow: [all]}}",
            "namespaces: {a: {device: {mode: devdax}}}",
            "namespaces: {a: {mode: fsdax, device: {mode: devdax}}}",
            "namespaces: {a: {mode: devdax, device: {}}}", "namespaces: {a: {szie: 4G}}",
            "devices: {a: {\(match)}}", "devices: {a: {\(match), mode: devdax, zone: kernel}}",
            "devices: {a: {\(match), mode: famfs, online: true}}",
            "devices: {a: {\(match), mode: system-ram, online: false, zone: kernel}}",
            "devices: {a: {match: {namespace: b, uuid: 07bc7573-aca8-406e-90d0-17524d99b28d}, mode: devdax}}",
            "device_model: both", "next_boot: 1", "auto_online_blocks: movable", "tiering: {profile: fast}",
            "tiering: {numa_balancing: 4}", "tiering: {weights: {}}", "tiering: {weights: {0: 256}}",
            "tiering: {weights: {a: 1}}",
            "tier: {}",
        ].map { text in
            let text = "schema: daxshift.layout/1\n" + text
            let file = Layout.File(path: text, text: .success(Array(text.utf8)))
            #expect(throws: LayoutErrors.self, "\(text)") { try LayoutText.layout(parsing: [file]) }
            return SchemaFiles.Case(
                try Self.json(YamlNode(parsing: Array(text.utf8))), isNot: LayoutText.schema, name: text)
        }
        #expect(try await SchemaFiles.contradictions(of: cases).joined(separator: "\n") == "")
    }

    /// The layouts of the reference.
    private static func examples() throws -> [String] {
        let page = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .appending("docs").appending("layout.md")
        let file = try FileDescriptor.open(page, .readOnly)
        let text = try file.closeAfter { String(decoding: try file.readToEnd(), as: UTF8.self) }
        return text.split(separator: "```").filter { $0.hasPrefix("yaml\nschema:") }.map {
            String($0.dropFirst(5))
        }
    }

    /// A node as other readers of YAML see it.
    private static func json(_ node: YamlNode) -> JSON {
        if let flag = node.flag { return .bool(flag) }
        if node.isNothing { return .null }
        if let text = node.text { return .string(text) }
        switch node.content {
        case .plain(let digits): return Int64(digits).map(JSON.integer) ?? .number(Double(digits) ?? 0)
        case .quoted(let text): return .string(text)
        case .list(let nodes): return .array(nodes.map(json))
        case .mapping(let members): return .object(members.map { JSON.Member($0.key, json($0.value)) })
        }
    }
}
