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

        @Test("SIGKILL at the n-th write between the device models, then recover")
        func killBetweenModels() async throws {
            try await on("5.10", "SIGKILL at the n-th write between the models", "kill", "model")
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
            async let old: Void = on("6.1", what, script, argument, host: host)
            async let new: Void = on("6.12", what, script, argument, host: host)
            _ = try await (old, new)
        }

        private func on(
            _ kernel: String, _ what: String, _ script: String, _ argument: String,
            host: String = "small.json"
        ) async throws {
            let guest = try await GuestScript(script, argument, host: host, kernel: kernel, minutes: 240)
            var cases: Int64 = 0
            var lost: [String] = []
            for report in try guest.reports {
                if case .integer(let count) = report["cases"] { cases += count }
                lost += report["lost"]?.elements.compactMap(\.string) ?? []
            }
            print("faults: \(what), Linux \(kernel): \(cases) cases, \(cases - Int64(lost.count)) survived")
            #expect(lost.isEmpty, "\(lost.joined(separator: "\n"))")
            #expect(cases > 0)
        }
    }
}
