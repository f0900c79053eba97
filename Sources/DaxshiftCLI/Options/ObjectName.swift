// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// Strict parsers of names on the command line: the whole text must match.
enum ObjectName {
    /// Reads a region's number from `N` or `regionN`.
    ///
    /// - Throws: ``MalformedName`` for anything else.
    static func region(_ text: String) throws(MalformedName) -> RegionNumber {
        guard let id = DaxRegion.id(text) else { throw MalformedName(kind: .region, text: text) }
        return id
    }

    /// Reads a namespace's name from `X.Y` or `namespaceX.Y`.
    ///
    /// - Throws: ``MalformedName`` for anything else.
    static func namespace(_ text: String) throws(MalformedName) -> KernelName {
        let numbers = text.hasPrefix("namespace") ? text.dropFirst("namespace".count) : text[...]
        guard DeviceName("dax\(numbers)") != nil else { throw MalformedName(kind: .namespace, text: text) }
        return KernelName(rawValue: "namespace\(numbers)")
    }

    /// Reads a device's name from `X.Y`, `daxX.Y` or `/dev/daxX.Y`.
    ///
    /// - Throws: ``MalformedName`` for anything else.
    static func device(_ text: String) throws(MalformedName) -> DeviceName {
        let name = text.hasPrefix("/dev/dax") ? text.dropFirst("/dev/".count) : text[...]
        guard let device = DeviceName(name) ?? DeviceName("dax\(name)") else {
            throw MalformedName(kind: .device, text: text)
        }
        return device
    }
}
