// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Subprocess
import SystemPackage
import Testing

/// The files of `docs/schema`.
enum SchemaFiles {
    private static let tests = FilePath(#filePath).removingLastComponent()
    private static let folder = tests.removingLastComponent().removingLastComponent().removingLastComponent()
        .appending("docs").appending("schema")

    /// A document, and whether it has the form of a schema.
    struct Case {
        let schema: String
        let name: String
        let document: JSON
        var isValid = true

        fileprivate var json: JSON {
            .object([
                .init("schema", .string(schema)), .init("name", .string(name)), .init("document", document),
                .init("isValid", .bool(isValid)),
            ])
        }
    }

    /// The file of a schema.
    static func schema(_ name: String) throws -> JSON {
        let file = name.split(separator: "/").joined(separator: "-") + ".schema.json"
        return try JSON(parsing: Golden.text(at: folder.appending(file)))
    }

    /// Validates documents with another program than ours, in one run.
    ///
    /// - Parameter cases: The documents.
    /// - Returns: A line for each document for which the expectation is wrong, and for each invalid schema.
    /// - Throws: What keeps the program from running.
    static func contradictions(of cases: [Case]) async throws -> [String] {
        let input = Array(JSON.array(cases.map(\.json)).line().utf8)
        let result = try await Subprocess.run(
            .path("/usr/bin/python3"), arguments: [tests.appending("validate.py").string, folder.string],
            input: .array(input), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        try #require(result.terminationStatus == .exited(0), "\(result.standardError)")
        return result.standardOutput.split(separator: "\n").map(String.init)
    }
}
