// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// A device, given by its name or by the namespace that carries it.
enum CarrierName: Sendable, Hashable, CustomStringConvertible {
    /// By the device's name.
    case device(DeviceName)
    /// By the namespace's name, UUID, or the name that an administrator gave it.
    case namespace(NamespaceReference)

    /// Reads a device's name, `namespaceX.Y`, a UUID, or the name that an administrator gave a namespace.
    ///
    /// - Throws: ``MalformedName`` for a word that begins as the name of a device or namespace and is none, and for one
    ///   that means something else.
    init(_ text: String) throws(MalformedName) {
        if text.hasPrefix("namespace") {
            self = .namespace(.name(try ObjectName.namespace(text)))
        } else if let uuid = NamespaceReference(uuid: text) {
            self = .namespace(uuid)
        } else if Self.isNoName(text) {
            self = .device(try ObjectName.device(text))
        } else {
            self = .namespace(.altName(text))
        }
    }

    /// Whether a word begins as a device's name or a path, or is that of a region or all devices.
    private static func isNoName(_ text: String) -> Bool {
        let rest = text.hasPrefix("dax") ? text.dropFirst("dax".count) : text[...]
        return rest.isEmpty || rest.first == "/" || rest.first?.isNumber == true || text == "all"
            || DaxRegion.id(text) != nil
    }

    /// Checks that no name is given twice.
    ///
    /// - Throws: `ValidationError` that says which name is.
    static func checkOnce(_ carriers: [CarrierName]) throws {
        var seen: Set<CarrierName> = []
        for carrier in carriers where !seen.insert(carrier).inserted {
            throw ValidationError("\(carrier) is given twice")
        }
    }

    /// The name or the UUID.
    var description: String {
        switch self {
        case .device(let name): name.description
        case .namespace(let reference): reference.description
        }
    }
}

extension DeviceSelection {
    /// Selects devices by the names on a command line; nil for all devices.
    init(_ carriers: [CarrierName]?, regions: [RegionNumber] = []) {
        self.init(names: carriers.map { _ in [] }, regions: regions)
        for carrier in carriers ?? [] {
            switch carrier {
            case .device(let name): names?.append(name)
            case .namespace(let reference): namespaces.append(reference)
            }
        }
    }
}
