// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser

/// `daxlab kernels`: lists the kernels.
struct Kernels: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the kernels for guests.",
        discussion: """
            A kernel is fetched from Debian at first use, and kept in the cache.

            Example: daxlab kernels
            """)

    func run() async throws {
        try await Session.run { _ in
            let cache = try Cache()
            var rows = [["KERNEL", "SUITE", "PACKAGE", "CACHED"]]
            for kernel in Kernel.all {
                let cached = cache.files(of: kernel).release ?? "not cached"
                rows.append([kernel.name, kernel.suites[0], kernel.packagePattern, cached])
            }
            return try Session.write(table(rows))
        }
    }
}
