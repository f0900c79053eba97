// SPDX-License-Identifier: Apache-2.0

internal import OrderedJSON

/// Reads the members of a JSON object in a file; errors name the file, the key and valid values.
struct ObjectReader {
    private let members: [JSON.Member]
    private let file: String
    private let path: String

    /// Creates a reader of a JSON object.
    ///
    /// - Parameters:
    ///   - json: The value that must be an object.
    ///   - file: The file's name.
    ///   - path: The path in the file, as in `nodes[1].`.
    ///   - keys: The allowed keys.
    /// - Throws: ``LabError`` for another type and for an unknown key.
    init(_ json: JSON, file: String, path: String, keys: [String]) throws(LabError) {
        guard case .object(let members) = json else {
            let place = path.isEmpty ? "the file" : "\"\(path.dropLast())\""
            throw .request("\(file): \(place) must be an object, not \(json.kind)")
        }
        for member in members where !keys.contains(member.key) {
            let hint = suggestion(for: member.key, among: keys)
            throw .request("\(file): unknown key \"\(path)\(member.key)\"; \(hint)")
        }
        self.members = members
        self.file = file
        self.path = path
    }

    func failure(_ key: String, _ reason: String) -> LabError {
        .request("\(file): \"\(path)\(key)\" \(reason)")
    }

    func string(_ key: String) throws(LabError) -> String? {
        guard let value = value(key) else { return nil }
        guard case .string(let string) = value else {
            throw failure(key, "must be a string, not \(value.kind)")
        }
        return string
    }

    func integer(_ key: String, in range: ClosedRange<UInt64>) throws(LabError) -> UInt64? {
        guard let value = value(key) else { return nil }
        guard case .integer(let integer) = value, let number = UInt64(exactly: integer),
            range.contains(number)
        else {
            throw failure(key, "must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func size(_ key: String, multipleOf unit: MemorySize) throws(LabError) -> MemorySize? {
        guard let text = try string(key) else { return nil }
        return try size(text, of: key, multipleOf: unit)
    }

    func sizes(_ key: String, multipleOf unit: MemorySize) throws(LabError) -> [MemorySize]? {
        try strings(key)?.map { text throws(LabError) in try size(text, of: key, multipleOf: unit) }
    }

    private func size(
        _ text: String, of key: String, multipleOf unit: MemorySize
    ) throws(LabError) -> MemorySize {
        guard let size = MemorySize(text), size <= .gibibytes(1024) else {
            throw failure(key, "must be a size up to 1T with K, M, G or T, as in \"4G\", not \"\(text)\"")
        }
        guard size.rawValue % unit.rawValue == 0 else {
            throw failure(key, "must be a multiple of \(unit), not \(text)")
        }
        return size
    }

    func strings(_ key: String) throws(LabError) -> [String]? {
        try array(key)?.map { element throws(LabError) in
            guard case .string(let string) = element else {
                throw failure(key, "must hold strings, not \(element.kind)")
            }
            return string
        }
    }

    func objects(_ key: String, keys: [String]) throws(LabError) -> [ObjectReader]? {
        guard let array = try array(key) else { return nil }
        var readers: [ObjectReader] = []
        for (index, element) in array.enumerated() {
            readers.append(
                try ObjectReader(element, file: file, path: "\(path)\(key)[\(index)].", keys: keys))
        }
        return readers
    }

    private func array(_ key: String) throws(LabError) -> [JSON]? {
        guard let value = value(key) else { return nil }
        guard case .array(let array) = value else {
            throw failure(key, "must be an array, not \(value.kind)")
        }
        return array
    }

    private func value(_ key: String) -> JSON? { members.first { $0.key == key }?.value }
}

extension JSON {
    fileprivate var kind: String {
        switch self {
        case .null: "null"
        case .bool: "true or false"
        case .integer, .unsigned, .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
