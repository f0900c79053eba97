// SPDX-License-Identifier: Apache-2.0

public import DaxModel
internal import OrderedJSON

/// An inventory as text: JSON of the form ``schema``, described in docs/snapshot.md.
public enum Snapshot {
    /// The value of the first member.
    public static let schema = "daxshift.snapshot/1"

    /// Writes an inventory.
    ///
    /// - Parameter inventory: The inventory.
    /// - Returns: The text, which ends in a line feed.
    public static func text(of inventory: Inventory) -> String {
        JSON.object([JSON.Member("schema", .string(schema))] + inventory.jsonMembers).text(terminator: "\n")
    }

    /// Reads an inventory.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Returns: The inventory that was written.
    /// - Throws: ``FormatError`` for any other text.
    public static func inventory(parsing bytes: [UInt8]) throws(FormatError) -> Inventory {
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw FormatError(error)
        }
        guard case .object(let members) = json, let first = members.first, first.key == "schema" else {
            throw FormatError("it is no snapshot: the first key is not \"schema\"")
        }
        guard first.value == .string(schema) else {
            throw FormatError(expected: "\"\(schema)\"", not: first.value).inside(key: first.key)
        }
        guard BlockList.count(in: json) <= DaxDevice.maximumBlocks else {
            throw FormatError(
                "it tells of more than \(DaxDevice.maximumBlocks) memory blocks, more than any host has")
        }
        let inventory = try Inventory(Array(members.dropFirst()))
        try check(inventory.devices, "devices", "chardev") { $0.name < $1.name }
        try check(inventory.regions, "regions", "id and path") { ($0.id, $0.path) < ($1.id, $1.path) }
        return inventory
    }

    /// Checks the order of an array, on which an inventory relies.
    private static func check<Element>(
        _ elements: [Element], _ key: String, _ order: String, _ isBefore: (Element, Element) -> Bool
    ) throws(FormatError) {
        for index in elements.indices.dropFirst() where !isBefore(elements[index - 1], elements[index]) {
            throw FormatError("it must come after the one before it, by \(order)").inside(index: index)
                .inside(key: key)
        }
    }
}
