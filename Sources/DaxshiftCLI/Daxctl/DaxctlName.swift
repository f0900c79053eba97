// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// A name on daxctl's command line.
enum DaxctlName<Value: Sendable & Hashable>: Sendable, Hashable {
    /// All objects of its kind: `all`, or an optional name left out.
    case all
    /// One object.
    case one(Value)
    /// No object: the name is malformed.
    case none(MalformedName)

    /// Whether the name selects an object.
    func includes(_ value: Value) -> Bool {
        switch self {
        case .all: true
        case .one(let wanted): wanted == value
        case .none: false
        }
    }

    /// The message about a malformed name.
    var notes: [String] {
        if case .none(let malformed) = self { [malformed.description] } else { [] }
    }

    init(_ text: String?, _ parse: (String) throws(MalformedName) -> Value) {
        guard let text, text != "all" else {
            self = .all
            return
        }
        do throws(MalformedName) {
            self = .one(try parse(text))
        } catch {
            self = .none(error)
        }
    }
}

extension DaxctlName<DeviceName> {
    /// Reads `daxX.Y`, `X.Y`, a path that ends with either, or `all`.
    init(device text: String?) {
        self.init(text) { text throws(MalformedName) in
            let name = text.split(separator: "/").last.map(String.init) ?? text
            do throws(MalformedName) {
                return try ObjectName.device(name)
            } catch {
                throw MalformedName(kind: .device, text: text)
            }
        }
    }
}

extension DaxctlName<RegionNumber> {
    /// Reads `N`, `regionN` or `all`.
    init(region text: String?) {
        self.init(text) { text throws(MalformedName) in try ObjectName.region(text) }
    }
}
