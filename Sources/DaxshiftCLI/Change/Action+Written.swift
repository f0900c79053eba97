// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// What an action writes, for people and for programs.
extension Action {
    /// The writes in shell notation, in order.
    var written: [String] {
        switch effect {
        case .write(let file, let value): [Self.write(value, to: file)]
        case .writes(let writes): writes.map { Self.write($0.value, to: $0.file) }
        case .overwrite(let namespace, let size, .saved): ["the saved \(size) of \(namespace)"]
        case .overwrite(let namespace, let size, .table):
            ["\(size) of a block translation table over that of \(namespace)"]
        case .overwrite(let namespace, let size, let filling):
            ["\(filling == .zeros ? "zeros" : "an info block") over the first \(size) of \(namespace)"]
        case .call(let function, let object): ["\(function)(\(object))"]
        case .replace(let file, let content): ["\(content) > \(file)"]
        case .load(let module): ["modprobe \(module)"]
        case .run(let program): [program.joined(separator: " ")]
        }
    }

    private static func write(_ value: String, to file: String) -> String {
        "\(value.isEmpty ? "''" : value) > \(file)"
    }

    /// What is done, and the writes.
    var members: [JSON.Member] {
        var members = [JSON.Member("what", .string(description))]
        switch effect {
        case .write(let file, let value):
            members += [.init("file", .string(file)), .init("value", .string(value))]
        case .writes(let writes): members.append(.init("writes", .array(writes.map(\.json))))
        case .overwrite(let namespace, let size, let filling):
            members += [
                .init("overwrites", .string(namespace.rawValue)), .init("bytes", JSON(size.rawValue)),
                .init("with", .string(filling.rawValue)),
            ]
        case .call(let function, let object):
            members += [.init("calls", .string(function)), .init("on", .string(object.rawValue))]
        case .replace(let file, let content):
            members += [.init("file", .string(file)), .init("value", .string("\(content)"))]
        case .load(let module): members.append(.init("module", .string(module)))
        case .run(let program):
            members.append(.init("program", .array(program.map { .string($0) })))
        }
        if !writesOnENODEV.isEmpty {
            let writes = writesOnENODEV.map { FileWrite($0.file, $0.value).json }
            members.append(.init("on_enodev", .array(writes)))
        }
        return members
    }
}

extension FileWrite {
    fileprivate var json: JSON {
        .object([.init("file", .string(file)), .init("value", .string(value))])
    }
}
