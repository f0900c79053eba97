// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Yaml

/// A file of a layout as it is read: all that is valid in it, and all that is not.
struct LayoutReader {
    /// The file.
    let path: String
    private(set) var layout = Layout()
    private(set) var errors: [LayoutError] = []
    private(set) var notes: [LayoutNote] = []

    /// Reads a file.
    init(_ file: Layout.File) {
        path = file.path
        switch file.text {
        case .success(let bytes): read(bytes)
        case .failure(let reason): fail(Layout.Key([], at: place(.start)), .unreadable(reason.reason))
        }
    }

    private mutating func read(_ bytes: [UInt8]) {
        do throws(YamlError) {
            let root = try YamlNode(parsing: bytes)
            read(Field(key: Layout.Key([], at: place(root.place)), node: root))
        } catch {
            fail(Layout.Key([], at: place(error.place)), .yaml(error.fault))
        }
    }

    private mutating func read(_ root: Field) {
        let members = record(
            root,
            of: [
                "schema", "regions", "namespaces", "devices", "device_model", "next_boot",
                "auto_online_blocks", "tiering",
            ])
        _ = required("schema", of: root, in: members, .schema) { $0.text == LayoutText.schema ? true : nil }
        layout.regions = entries(members["regions"]) { $0.region($1) }
        layout.namespaces = entries(members["namespaces"]) { $0.namespace($1) }
        layout.devices = entries(members["devices"]) { $0.device($1) }
        layout.model = whole(members["device_model"]) { $0.word($1) }
        layout.nextBoot = whole(members["next_boot"]) { $0.word($1) }
        layout.autoOnline = whole(members["auto_online_blocks"]) { $0.word($1) }
        layout.tiering = whole(members["tiering"]) { $0.tiering($1) }
    }

    private func place(_ place: YamlPlace) -> Layout.Place {
        Layout.Place(file: path, line: place.line, column: place.column)
    }

    // MARK: Fields

    /// A value of the file.
    struct Field {
        /// The keys that lead to it, and where the last of them stands.
        let key: Layout.Key
        /// The value.
        let node: YamlNode
    }

    /// The most errors of a file that are noted, so that a file of nothing but errors is no burden.
    private static let maximumErrors = 100

    /// Notes an error.
    mutating func fail(_ key: Layout.Key, _ fault: LayoutError.Fault) {
        guard errors.count < Self.maximumErrors else { return }
        errors.append(LayoutError(key: key, fault: fault))
    }

    /// Notes that a condition holds for a number of the kernel.
    mutating func noteKernelNumber(_ key: Layout.Key) { notes.append(.kernelNumber(key)) }

    /// Notes that a value has another form.
    mutating func fail(_ field: Field, not form: LayoutError.Form) {
        fail(Layout.Key(field.key.path, at: place(field.node.place)), .value(field.node.found, form))
    }

    /// The fields of a mapping; nil and an error for any other value.
    private mutating func fields(_ field: Field) -> [Field]? {
        guard case .mapping(let members) = field.node.content else {
            fail(field, not: .mapping)
            return nil
        }
        return members.map { member in
            Field(key: Layout.Key(field.key.path + [member.key], at: place(member.place)), node: member.value)
        }
    }

    /// The fields of a mapping with known keys, by key.
    mutating func record(_ field: Field, of known: [String]) -> [String: Field] {
        var members: [String: Field] = [:]
        for member in fields(field) ?? [] {
            if known.contains(member.key.name) {
                members[member.key.name] = member
            } else {
                fail(member.key, .unknownKey(known: known))
            }
        }
        return members
    }

    /// The valid entries of a mapping with keys that the administrator chose, by key.
    mutating func entries<Entry>(
        _ field: Field?, _ read: (inout LayoutReader, Field) -> Entry?
    ) -> [Entry] {
        guard let field, let fields = fields(field) else { return [] }
        return fields.sorted { $0.key.name < $1.key.name }.compactMap { entry in
            guard entry.key.name.isName else {
                fail(entry.key, .value(.plain(entry.key.name.excerpt), .name))
                return nil
            }
            return read(&self, entry)
        }
    }

    /// The valid elements of a list.
    mutating func elements<Element>(
        _ field: Field, _ form: LayoutError.Form, _ read: (YamlNode) -> Element?
    ) -> [Element] {
        guard case .list(let nodes) = field.node.content else {
            fail(field, not: form)
            return []
        }
        return nodes.compactMap { node in value(Field(key: field.key, node: node), form, read) }
    }

    /// A value that belongs to the whole host.
    private mutating func whole<Content>(
        _ field: Field?, _ read: (inout LayoutReader, Field) -> Content?
    ) -> Layout.Value<Content>? {
        guard let field, let content = read(&self, field) else { return nil }
        return Layout.Value(field.key, content)
    }

    // MARK: Values

    /// A value of a form; nil without a field, and nil and an error for any other form.
    mutating func value<Value>(
        _ field: Field?, _ form: LayoutError.Form, _ read: (YamlNode) -> Value?
    ) -> Value? {
        guard let field else { return nil }
        guard let value = read(field.node) else {
            fail(field, not: form)
            return nil
        }
        return value
    }

    /// The value of a key that has to be there.
    mutating func required<Value>(
        _ key: String, of field: Field, in members: [String: Field], _ form: LayoutError.Form,
        _ read: (YamlNode) -> Value?
    ) -> Value? {
        guard case .mapping = field.node.content, members[key] == nil else {
            return value(members[key], form, read)
        }
        fail(Layout.Key(field.key.path + [key], at: field.key.place), .missing(form))
        return nil
    }

    /// One of the words of a type.
    mutating func word<Word: RawRepresentable<String> & CaseIterable>(_ field: Field?) -> Word? {
        value(field, .word(Word.allCases.map(\.rawValue))) { $0.text.flatMap(Word.init) }
    }

    /// Whether a mapping allows to destroy.
    mutating func allowsDestroying(_ field: Field?) -> Bool {
        guard let field else { return false }
        return !elements(field, .words(["destroy"])) { $0.text == "destroy" ? true : nil }.isEmpty
    }
}

extension YamlNode {
    /// What stands there, for an error.
    fileprivate var found: LayoutError.Found {
        switch content {
        case .plain where isNothing: .nothing
        case .plain(let characters): .plain(characters.excerpt)
        case .quoted(let text): .quoted(text.excerpt)
        case .list: .list
        case .mapping: .mapping
        }
    }

    /// The characters without quotes or in quotes.
    var characters: String? {
        switch content {
        case .plain(let characters), .quoted(let characters): characters
        case .list, .mapping: nil
        }
    }

    /// A whole number without quotes, of a range.
    func number(_ range: ClosedRange<Int>) -> Int? {
        guard case .plain(let digits) = content, let number = Int(kernelDigits: digits),
            range.contains(number)
        else { return nil }
        return number
    }
}

extension String {
    /// Whether it may be the NAME of a namespace, for which a label has 63 bytes.
    var isName: Bool {
        (1...63).contains(utf8.count) && utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
}
