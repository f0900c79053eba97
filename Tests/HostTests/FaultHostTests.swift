// SPDX-License-Identifier: Apache-2.0

import Glibc
import OrderedJSON
import Testing

/// Whether what takes long is run at all.
private let takesLong = getenv("DAXSHIFT_TEST_LONG") != nil

extension HostTests {
    /// Faults on two kernels at once, each on a core of its own.
    ///
    /// A host with devices of three blocks makes few writes,
    /// so that every one of them can be struck.
    @Suite("Faults", .serialized, .enabled(if: takesLong, "make test-long strikes real kernels"))
    struct Faults {
        @Test("an errno in place of the n-th write")
        func errno() async throws {
            try await onBoth("errno at the n-th write", "inject", "all", "each")
        }

        @Test("SIGKILL at the n-th write, then recover")
        func kill() async throws {
            try await onBoth("SIGKILL at the n-th write", "kill", "all")
        }

        @Test("SIGKILL at the n-th write on a device of 31 blocks")
        func killLarge() async throws {
            try await onBoth("SIGKILL at the n-th write, 31 blocks", "kill", "all", host: "nvdimm")
        }

        @Test("SIGINT at random moments")
        func interruption() async throws {
            try await onBoth("SIGINT at a random moment", "interrupt", "100")
        }

        @Test("16 invocations at once")
        func crowd() async throws {
            try await onBoth("16 invocations at once", "crowd", "50")
        }

        @Test("memory that can't be moved")
        func unmovable() async throws {
            try await onBoth("a block made unmovable", "unmovable")
        }

        private func onBoth(
            _ what: String, _ script: String, _ first: String = "", _ second: String = "",
            host: String = "small.json"
        ) async throws {
            async let old = GuestScript(script, first, second, host: host, kernel: "6.1", minutes: 240)
            async let new = GuestScript(script, first, second, host: host, kernel: "6.12", minutes: 240)
            for (kernel, guest) in [("6.1", try await old), ("6.12", try await new)] {
                var cases: Int64 = 0
                var lost: [String] = []
                for report in try guest.reports {
                    if case .integer(let count) = report["cases"] { cases += count }
                    lost += report["lost"]?.elements.compactMap(\.string) ?? []
                }
                print(
                    "faults: \(what), Linux \(kernel): \(cases) cases, \(cases - Int64(lost.count)) survived")
                #expect(lost.isEmpty, "\(lost.joined(separator: "\n"))")
                #expect(cases > 0)
            }
        }
    }
}
