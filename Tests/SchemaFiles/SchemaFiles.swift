// SPDX-License-Identifier: Apache-2.0

public import OrderedJSON
import Subprocess
import SystemAdditions
import SystemPackage

/// The files of `docs/schema`.
public enum SchemaFiles {
    private static let tests = FilePath(#filePath).removingLastComponent()
    private static let folder = tests.removingLastComponent().removingLastComponent()
        .appending("docs").appending("schema")

    /// A document, and whether it has the form of a schema.
    public struct Case {
        /// The schema's name, such as `daxshift.list/1`.
        public let schema: String
        private let name: String
        /// The document.
        public let document: JSON
        private let isValid: Bool

        /// A document that is expected to have the form of the schema that it names; nil if it names none.
        ///
        /// - Parameters:
        ///   - name: What the document is, for messages.
        ///   - document: The document.
        public init?(_ name: String, _ document: JSON) {
            guard case .string(let schema)? = document["schema"] else { return nil }
            (self.schema, self.name, self.document, isValid) = (schema, name, document, true)
        }

        /// A document that is expected not to have the form of a schema.
        ///
        /// - Parameters:
        ///   - document: The document.
        ///   - schema: The schema's name.
        ///   - name: What the document is, for messages.
        public init(_ document: JSON, isNot schema: String, name: String) {
            (self.schema, self.name, self.document, isValid) = (schema, name, document, false)
        }

        fileprivate var json: JSON {
            .object([
                .init("schema", .string(schema)), .init("name", .string(name)), .init("document", document),
                .init("isValid", .bool(isValid)),
            ])
        }
    }

    /// The file of a schema.
    ///
    /// - Parameter name: The schema's name.
    /// - Returns: The schema.
    /// - Throws: `Errno` when the file can't be read; an error of the parser when it is not JSON.
    public static func schema(_ name: String) throws -> JSON {
        let path = folder.appending(name.split(separator: "/").joined(separator: "-") + ".schema.json")
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter { try JSON(parsing: file.readToEnd()) }
    }

    /// Validates documents with another program than ours, in one run.
    ///
    /// - Parameter cases: The documents.
    /// - Returns: A line for each document for which the expectation is wrong, and for each invalid schema.
    /// - Throws: What keeps the program from running.
    public static func contradictions(of cases: [Case]) async throws -> [String] {
        let input = Array(JSON.array(cases.map(\.json)).line().utf8)
        let result = try await run(
            .path("/usr/bin/python3"), arguments: [tests.appending("validate.py").string, folder.string],
            input: .array(input), output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus == .exited(0) else {
            throw Failure(description: "validate.py: \(result.standardError)")
        }
        return result.standardOutput.split(separator: "\n").map(String.init)
    }

    private struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}
