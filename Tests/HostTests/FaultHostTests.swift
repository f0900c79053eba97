// SPDX-License-Identifier: Apache-2.0

import Glibc
import OrderedJSON
import Testing

/// Whether all of it is run, and not a fixed part.
private let takesLong = getenv("DAXSHIFT_TEST_LONG") != nil

extension HostTests {
    /// Faults on two kernels at once, each on a core of its own.
    ///
    /// A host with devices of three blocks makes few writes,
    /// so that every one of them can be struck.
    @Suite("Faults", .serialized)
    struct Faults {
        @Test("an errno in place of the n-th write")
        func errno() async throws {
            try await onBoth("an errno at the n-th write", "inject", takesLong ? "each" : "turn")
        }

        @Test("SIGKILL at the n-th write, then recover")
        func kill() async throws {
            try await onBoth("SIGKILL at the n-th write", "kill")
        }

        @Test(
            "SIGKILL at the n-th write on a device of 31 blocks",
            .enabled(if: takesLong, "make test-long strikes large devices"))
        func killLarge() async throws {
            try await onBoth("SIGKILL at the n-th write, 31 blocks", "kill", host: "nvdimm")
        }

        @Test("SIGINT at random moments")
        func interruption() async throws {
            try await onBoth("SIGINT at a random moment", "interrupt", takesLong ? "100" : "20")
        }

        @Test("16 invocations at once")
        func crowd() async throws {
            try await onBoth("16 invocations at once", "crowd", takesLong ? "50" : "5")
        }

        @Test("memory that can't be moved")
        func unmovable() async throws {
            try await onBoth("a block made unmovable", "unmovable")
        }

        private func onBoth(
            _ what: String, _ script: String, _ argument: String = "", host: String = "small.json"
        ) async throws {
            async let old = GuestScript(script, argument, host: host, kernel: "6.1", minutes: 240)
            async let new = GuestScript(script, argument, host: host, kernel: "6.12", minutes: 240)
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
