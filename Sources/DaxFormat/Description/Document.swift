// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// A record as a document, whose first member `schema` names its form.
struct Document<Content: Record> {
    /// The value of `schema`.
    let schema: String
    /// The name of the document in errors.
    let name: String

    /// Writes a text, which ends in a line feed.
    func text(of content: Content) -> String {
        JSON.object([JSON.Member("schema", .string(schema))] + content.jsonMembers).text(terminator: "\n")
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - bytes: The text in UTF-8.
    ///   - check: Checks the whole JSON before the content is read from it.
    /// - Returns: The record.
    /// - Throws: ``FormatError`` for any other text.
    func content(
        parsing bytes: [UInt8], check: (JSON) throws(FormatError) -> Void = { _ throws(FormatError) in }
    ) throws(FormatError) -> Content {
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw FormatError(error)
        }
        guard case .object(let members) = json, let first = members.first, first.key == "schema" else {
            throw FormatError("it is not a \(name): the first key is not \"schema\"")
        }
        guard first.value == .string(schema) else {
            throw FormatError(expected: "\"\(schema)\"", not: first.value).inside(key: first.key)
        }
        try check(json)
        return try Content(Array(members.dropFirst()))
    }
}
