// SPDX-License-Identifier: Apache-2.0

import Glibc
import OrderedJSON
import SchemaFiles
import Testing

@testable import DaxshiftCLI

@Suite(
    "The files of docs/schema",
    .enabled(
        if: access("/usr/lib/python3/dist-packages/jsonschema", F_OK) == 0,
        "python3-jsonschema is not installed: make packages"))
struct SchemaTests {
    private static let names: Set = [
        "daxshift.abandon/1", "daxshift.labels/1", "daxshift.list/1", "daxshift.map/1", "daxshift.model/1",
        "daxshift.outcome/1",
        "daxshift.plan/1", "daxshift.refusal/1", "daxshift.snapshot/1", "daxshift.steps/1",
    ]

    @Test func `describe what every verb prints, and nothing else`() async throws {
        let printed = try PrintedDocuments().all
        let valid = try printed.map { name, json in
            try #require(SchemaFiles.Case(name, json), "\(name) names no schema")
        }
        #expect(Set(valid.map(\.schema)) == Self.names)
        var cases = valid
        for schema in Self.names {
            let documents = valid.filter { $0.schema == schema }.map(\.document)
            let largest = try #require(documents.max { $0.line().utf8.count < $1.line().utf8.count })
            let wrong = try Self.wrong(largest, of: schema)
            #expect(wrong.count > 3)
            cases += wrong
        }
        let contradictions = try await SchemaFiles.contradictions(of: cases)
        #expect(contradictions == [])
    }

    /// Documents that differ from a valid one in a single key.
    private static func wrong(_ document: JSON, of schema: String) throws -> [SchemaFiles.Case] {
        let required = try SchemaFiles.schema(schema)["required"]?.elements ?? []
        let lacking = required.compactMap { key -> SchemaFiles.Case? in
            guard case .string(let key) = key, case .object(let members) = document else { return nil }
            return .init(
                .object(members.filter { $0.key != key }), isNot: schema, name: "\(schema) without \(key)")
        }
        let adorned = document.adorned().map { place, json in
            SchemaFiles.Case(json, isNot: schema, name: "\(schema) with a key in \(place)")
        }
        return lacking + adorned
    }
}

extension JSON {
    /// This value with one more key, once for each place where it has an object; of arrays the last element counts.
    fileprivate func adorned(at place: String = "$") -> [(place: String, json: JSON)] {
        switch self {
        case .object(let members):
            return [(place, .object(members + [.init("unknown", .null)]))]
                + members.indices.flatMap { index in
                    members[index].value.adorned(at: "\(place).\(members[index].key)").map { place, json in
                        var changed = members
                        changed[index].value = json
                        return (place, .object(changed))
                    }
                }
        case .array(let elements):
            guard let last = elements.last else { return [] }
            return last.adorned(at: "\(place)[]").map { ($0, .array(elements.dropLast() + [$1])) }
        default: return []
        }
    }
}
