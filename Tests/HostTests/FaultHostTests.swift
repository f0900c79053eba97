// SPDX-License-Identifier: Apache-2.0

import Glibc
import OrderedJSON
import Testing

/// Whether all of it is run, and not a fixed part.
private let takesLong = getenv("DAXSHIFT_TEST_LONG") != nil

/// The kernels on which every write is struck.
private let kernels = ["6.1", "6.12"]

extension HostTests {
    /// Faults on real kernels.
    ///
    /// A host with devices of three blocks makes few writes,
    /// so that every one of them can be struck.
    @Suite("Faults")
    struct Faults {
        @Test("an errno in place of the n-th write", arguments: kernels)
        func errno(kernel: String) async throws {
            try await survive("an errno at the n-th write", "inject", takesLong ? "each" : "turn", on: kernel)
        }

        @Test("SIGKILL at the n-th write, then recover", arguments: kernels)
        func kill(kernel: String) async throws {
            try await survive("SIGKILL at the n-th write", "kill", on: kernel)
        }

        @Test(
            "SIGKILL at the n-th write on a device of 31 blocks",
            .enabled(if: takesLong, "make test-long strikes large devices"), arguments: kernels)
        func killLarge(kernel: String) async throws {
            try await survive("SIGKILL at the n-th write, 31 blocks", "kill", on: kernel, host: "nvdimm")
        }

        @Test("SIGKILL at the n-th write between the device models, then recover")
        func killBetweenModels() async throws {
            try await survive("SIGKILL at the n-th write between the models", "kill", "model", on: "5.10")
        }

        @Test("SIGINT at random moments", arguments: kernels)
        func interruption(kernel: String) async throws {
            try await survive(
                "SIGINT at a random moment", "interrupt", takesLong ? "100" : "20", on: kernel)
        }

        @Test("16 invocations at once", arguments: kernels)
        func crowd(kernel: String) async throws {
            try await survive("16 invocations at once", "crowd", takesLong ? "50" : "5", on: kernel)
        }

        @Test("memory that can't be moved", arguments: kernels)
        func unmovable(kernel: String) async throws {
            try await survive("a block made unmovable", "unmovable", on: kernel)
        }

        private func survive(
            _ what: String, _ script: String, _ argument: String = "", on kernel: String,
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
