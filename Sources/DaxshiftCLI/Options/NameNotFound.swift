// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// A well-formed name that no object of the host has.
struct NameNotFound: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of object that was asked for.
    let kind: ObjectKind
    /// The name that was asked for.
    let name: String
    /// The objects in which it was searched, such as a region; empty for the whole host.
    let scope: [String]
    /// How many names exist.
    let count: Int
    /// Those of them whose numbers are nearest to the ones that were asked for, ascending.
    let nearest: [String]

    private static let shown = 8

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - kind: The kind of object.
    ///   - name: The name that was asked for.
    ///   - scope: The objects in which it was searched.
    ///   - names: The existing names.
    ///   - numbers: The numbers of a name.
    init<Name: Comparable & CustomStringConvertible>(
        _ kind: ObjectKind, _ name: Name, in scope: [String] = [], among names: some Collection<Name>,
        numbers: (Name) -> [Int]
    ) {
        let wanted = numbers(name)
        func distances(_ name: Name) -> [UInt] {
            zip(numbers(name), wanted).map { ($0 > $1 ? $0 &- $1 : $1 &- $0).magnitude }
        }
        self.kind = kind
        self.name = name.description
        self.scope = scope
        count = names.count
        nearest = names.map { (distance: distances($0), name: $0) }
            .sorted {
                $0.distance == $1.distance
                    ? $0.name < $1.name : $0.distance.lexicographicallyPrecedes($1.distance)
            }
            .prefix(Self.shown).map(\.name).sorted().map(\.description)
    }

    /// The missing name and the existing ones, in one line.
    var description: String {
        let place = scope.isEmpty ? "" : " in " + scope.joined(separator: ", ")
        let names = nearest.joined(separator: ", ")
        let rest =
            switch count {
            case 0: "there is no \(kind.rawValue)"
            case 1: "there is only \(names)"
            case ...Self.shown: "there are \(names)"
            default: "the nearest of \(count) are \(names)"
            }
        return "\(name) does not exist\(place): \(rest)"
    }
    /// The finding for it.
    var finding: Finding { Finding(.request(.notListed(kind.listed, description))) }
}

extension ObjectKind {
    fileprivate var listed: Finding.Listed {
        switch self {
        case .region: .region
        case .namespace: .namespace
        case .device: .device
        }
    }
}
