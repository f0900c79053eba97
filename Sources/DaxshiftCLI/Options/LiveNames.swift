// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel

/// The names for shell completion, read from the host.
enum LiveNames {
    /// The dax devices.
    static let devices = CompletionKind.custom { _, _, _ in
        LinuxHost().survey([]).devices.map(\.name.description)
    }

    /// The dax devices and `all`.
    static let devicesOrAll = CompletionKind.custom { _, _, _ in
        LinuxHost().survey([]).devices.map(\.name.description) + ["all"]
    }

    /// The dax regions.
    static let regions = CompletionKind.custom { _, _, _ in
        LinuxHost().survey([]).regions.map { "region\($0.id)" }
    }

    /// The NVDIMM namespaces.
    static let namespaces = CompletionKind.custom { _, _, _ in
        LinuxHost().survey(.namespaces).namespaces.map(\.name.rawValue)
    }
}
