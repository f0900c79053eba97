// SPDX-License-Identifier: Apache-2.0

/// A well-formed name that no object of the host has.
struct NameNotFound: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of object that was asked for.
    let kind: ObjectKind
    /// The name that was asked for.
    let name: String
    /// The objects in which it was searched, such as a region; empty for the whole host.
    var scope: [String] = []
    /// The existing names, the nearest first.
    let available: [String]

    /// What is missing and what there is, in one line.
    var description: String {
        let shown = 8
        let place = scope.isEmpty ? "" : " in " + scope.joined(separator: ", ")
        let names = available.prefix(shown).joined(separator: ", ")
        let rest =
            switch available.count {
            case 0: "there is no \(kind.rawValue)"
            case 1: "there is only \(names)"
            case ...shown: "there are \(names)"
            default: "the nearest of \(available.count) are \(names)"
            }
        return "\(name) does not exist\(place): \(rest)"
    }

    /// Sorts `names` by how near their numbers are to those of `wanted`.
    ///
    /// - Parameters:
    ///   - names: The existing names.
    ///   - wanted: The numbers of the requested name.
    ///   - numbers: The numbers of a name.
    /// - Returns: The names, the nearest first.
    static func nearest<Name: Comparable & CustomStringConvertible>(
        of names: some Sequence<Name>, to wanted: [Int], numbers: (Name) -> [Int]
    ) -> [String] {
        func distances(_ name: Name) -> [UInt] {
            zip(numbers(name), wanted).map { ($0 > $1 ? $0 &- $1 : $1 &- $0).magnitude }
        }
        return names.map { (distance: distances($0), name: $0) }
            .sorted {
                $0.distance == $1.distance
                    ? $0.name < $1.name : $0.distance.lexicographicallyPrecedes($1.distance)
            }
            .map { $0.name.description }
    }
}
