// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// The option that reads a snapshot instead of the host.
struct FromOption: ParsableArguments {
    @Option(
        name: .customLong("from"),
        help: ArgumentHelp(
            "Read a file from 'daxshift list --snapshot' instead of this host; - is standard input.",
            valueName: "file"),
        completion: .file(extensions: ["json"]))
    private var path: String?

    /// The snapshot; nil for this host.
    var snapshot: SnapshotFile? { path.map { SnapshotFile(path: $0) } }
}
