// SPDX-License-Identifier: Apache-2.0

@_exported public import DaxModel

/// An inventory as text: JSON of the form ``schema``, described in docs/snapshot.md.
public enum Snapshot {
    /// The value of the first member.
    public static let schema = "daxshift.snapshot/1"

    private static var document: Document<Inventory> { Document(schema: schema, name: "snapshot") }

    /// Writes an inventory.
    ///
    /// - Parameter inventory: The inventory.
    /// - Returns: The text, which ends in a line feed.
    public static func text(of inventory: Inventory) -> String { document.text(of: inventory) }

    /// Reads an inventory.
    ///
    /// - Parameter bytes: The text in UTF-8.
    /// - Returns: The inventory.
    /// - Throws: ``FormatError`` for any other text.
    public static func inventory(parsing bytes: [UInt8]) throws(FormatError) -> Inventory {
        let inventory = try document.content(parsing: bytes) { json throws(FormatError) in
            guard BlockList.count(in: json) <= DaxDevice.maximumBlocks else {
                throw FormatError(
                    "it tells of more than \(DaxDevice.maximumBlocks) memory blocks, more than any host has")
            }
        }
        try check(inventory.devices, "devices", "chardev") { $0.name < $1.name }
        try check(inventory.regions, "regions", "id and path") { ($0.id, $0.path) < ($1.id, $1.path) }
        return inventory
    }

    /// Checks the order of an array, which an inventory relies on.
    private static func check<Element>(
        _ elements: [Element], _ key: String, _ order: String, _ isBefore: (Element, Element) -> Bool
    ) throws(FormatError) {
        for index in elements.indices.dropFirst() where !isBefore(elements[index - 1], elements[index]) {
            throw FormatError("it must come after the one before it, by \(order)").inside(index: index)
                .inside(key: key)
        }
    }
}
