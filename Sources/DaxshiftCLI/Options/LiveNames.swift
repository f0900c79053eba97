// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel

/// The names for shell completion, read from the kernel's files: no library is loaded, and nothing needs root.
enum LiveNames {
    /// The dax devices.
    static let devices = names { devices(of: $0) }

    /// The dax devices, and the namespaces that carry one by name and by UUID.
    static let carriers = names { carriers(of: $0) }

    /// The same, and `all`.
    static let carriersOrAll = names { carriers(of: $0) + ["all"] }

    /// The dax regions.
    static let regions = names { regions(of: $0) }

    /// The NVDIMM namespaces.
    static let namespaces = names { $0.namespaces.map(\.name.rawValue) }

    /// The NVDIMM namespaces, by name, by UUID and by the name that they were given.
    static let namespaceNames = names { namespaceNames(of: $0) }

    /// The same, and `all`.
    static let namespaceNamesOrAll = names { namespaceNames(of: $0) + ["all"] }

    /// The NVDIMM regions.
    static let nvdimmRegions = names(.namespaces) { $0.nvdimmRegions.map(\.name.rawValue) }

    /// The same, and `all`.
    static let nvdimmRegionsOrAll = names(.namespaces) { $0.nvdimmRegions.map(\.name.rawValue) + ["all"] }

    /// The DIMMs, and `all`.
    static let dimmsOrAll = names(.namespaces) { $0.dimms.map(\.name.rawValue) + ["all"] }

    /// What names a namespace: its name, its UUID, and the name that it was given.
    static func namespaceNames(of inventory: Inventory) -> [String] {
        inventory.namespaces.map(\.name.rawValue)
            + inventory.namespaces.compactMap { $0.labelUUID ?? $0.uuid }
            + inventory.namespaces.compactMap(\.altName).filter { StyledText.printable($0) == $0 }
    }

    /// The names of dax devices.
    static func devices(of inventory: Inventory) -> [String] { inventory.devices.map(\.name.description) }

    /// What names a device: its name, and the name and the UUID of its namespace.
    static func carriers(of inventory: Inventory) -> [String] {
        let namespaces = inventory.namespaces.filter { $0.device != nil }
        return devices(of: inventory) + namespaces.map(\.name.rawValue) + namespaces.compactMap(\.uuid)
    }

    /// The names of dax regions, each once: several regions can have one number.
    static func regions(of inventory: Inventory) -> [String] {
        Set(inventory.regions.map(\.id)).sorted().map { "region\($0)" }
    }

    /// Completes with names that the command line does not have yet.
    private static func names(
        _ scope: SurveyScope = .namespaceFiles, _ names: @escaping @Sendable (Inventory) -> [String]
    ) -> CompletionKind {
        .custom { words, index, _ in
            let given = Set(words.prefix(max(index, 0)))
            return names(LinuxHost().survey(scope)).filter { !given.contains($0) }
        }
    }
}
