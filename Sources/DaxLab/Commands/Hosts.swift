// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// `daxlab hosts`: lists the presets.
struct Hosts: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the hosts that can be emulated.",
        discussion: """
            A host of your own is a JSON file: see docs/daxlab.md.

            Example: daxlab hosts
            """)

    func run() async throws {
        try await Session.run { _ in
            var rows = [["HOST", "CPUS", "NODES", "MEMORY", "DESCRIPTION"]]
            for name in Host.presetNames {
                guard let host = try Host.preset(name) else { continue }
                let cpus = host.nodes.reduce(0) { $0 + $1.cpus }
                rows.append([name, "\(cpus)", "\(host.nodes.count)", "\(host.memory)", host.description])
            }
            return try Session.write(table(rows))
        }
    }
}
