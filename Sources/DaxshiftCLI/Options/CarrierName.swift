// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// A device, given by its name or by the namespace that carries it.
enum CarrierName: Sendable, Hashable, CustomStringConvertible {
    /// By the device's name.
    case device(DeviceName)
    /// By the namespace's name or UUID.
    case namespace(NamespaceReference)

    /// Reads a device's name, `namespaceX.Y`, or a UUID.
    ///
    /// - Throws: ``MalformedName`` for anything else.
    init(_ text: String) throws(MalformedName) {
        if text.hasPrefix("namespace") {
            self = .namespace(.name(try ObjectName.namespace(text)))
        } else if let uuid = NamespaceReference(uuid: text) {
            self = .namespace(uuid)
        } else {
            self = .device(try ObjectName.device(text))
        }
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
    init(_ carriers: [CarrierName]?, region: RegionNumber? = nil) {
        self.init(names: carriers.map { _ in [] }, region: region)
        for carrier in carriers ?? [] {
            switch carrier {
            case .device(let name): names?.append(name)
            case .namespace(let reference): namespaces.append(reference)
            }
        }
    }
}
