// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Testing

extension HostTests {
    /// Faults on real kernels.
    ///
    /// A host with devices of three blocks makes few writes,
    /// so that every one of them can be struck.
    @Suite("Faults")
    struct Faults {
        /// The distance between the writes that are struck: a step writes to the journal and to the device in
        /// turn, so an odd distance strikes both.
        private static let stride = Extent.isWhole ? "1" : "3"

        @Test("an errno in place of the n-th write", arguments: Extent.part("6.1", wholeWith: "6.12"))
        func errno(kernel: String) async throws {
            try await survive(
                "an errno at the n-th write", "inject", Extent.isWhole ? "each" : "turn", Self.stride,
                on: kernel)
        }

        @Test("SIGKILL at the n-th write, then recover", arguments: Extent.part("6.12", wholeWith: "6.1"))
        func kill(kernel: String) async throws {
            try await survive("SIGKILL at the n-th write", "kill", Self.stride, on: kernel)
        }

        @Test(
            "SIGKILL at the n-th write on a device of 31 blocks",
            .enabled(if: Extent.isWhole, "make test-long strikes large devices"), arguments: ["6.1", "6.12"])
        func killLarge(kernel: String) async throws {
            try await survive(
                "SIGKILL at the n-th write, 31 blocks", "kill", Self.stride, on: kernel, host: "nvdimm")
        }

        @Test("SIGKILL at the n-th write between the device models, then recover")
        func killBetweenModels() async throws {
            try await survive(
                "SIGKILL at the n-th write between the models", "kill", Self.stride, "model", on: "5.10")
        }

        @Test("SIGINT at random moments", arguments: Extent.part("6.12", wholeWith: "6.1"))
        func interruption(kernel: String) async throws {
            try await survive(
                "SIGINT at a random moment", "interrupt", Extent.isWhole ? "100" : "10", on: kernel)
        }

        @Test("16 invocations at once", arguments: Extent.part("6.1", wholeWith: "6.12"))
        func crowd(kernel: String) async throws {
            try await survive("16 invocations at once", "crowd", Extent.isWhole ? "50" : "5", on: kernel)
        }

        @Test("memory that can't be moved", arguments: Extent.part("6.12", wholeWith: "6.1"))
        func unmovable(kernel: String) async throws {
            try await survive("a block made unmovable", "unmovable", on: kernel)
        }

        @Test(
            "an errno in place of the n-th write, while devices are made, destroyed and resized",
            .enabled(if: Extent.isWhole, "make test-long strikes these ways by errno"), arguments: allWays)
        func errnoWhileReshaping(way: String, kernel: String) async throws {
            try await survive(
                "an errno at the n-th write, \(way)", "inject", Extent.isWhole ? "each" : "turn",
                Self.stride, way, on: kernel, host: "hbm", append: leavingOffline)
        }

        @Test(
            "SIGKILL at the n-th write, while devices are made, destroyed and resized",
            arguments: Extent.isWhole ? allWays : [("create", "6.12")])
        func killWhileReshaping(way: String, kernel: String) async throws {
            try await survive(
                "SIGKILL at the n-th write, \(way)", "kill", Self.stride, way, on: kernel, host: "hbm",
                append: leavingOffline)
        }
    }

    /// Faults while namespaces and labels change.
    @Suite("Faults of namespaces")
    struct NamespaceFaults {
        /// The distance between the system calls that are struck: odd, as that of `Faults`.
        private static let stride = Extent.isWhole ? "1" : "7"

        @Test(
            "SIGKILL at the n-th write, then recover",
            arguments: Extent.isWhole ? allWays : [("remake", "6.12")])
        func kill(way: String, kernel: String) async throws {
            try await survive(
                "SIGKILL at the n-th write of namespaces, \(way)", "namespace-faults", "kill", Self.stride,
                way, on: kernel, host: "two-small.json")
        }

        @Test(
            "SIGKILL at the n-th write, then recover --finish",
            .enabled(if: Extent.isWhole, "make test-long finishes killed runs"), arguments: allWays)
        func finish(way: String, kernel: String) async throws {
            try await survive(
                "SIGKILL at the n-th write of namespaces, then --finish, \(way)", "namespace-faults",
                "finish",
                Self.stride, way, on: kernel, host: "two-small.json")
        }

        @Test(
            "an errno in place of the n-th write",
            .enabled(if: Extent.isWhole, "make test-long strikes namespaces by errno"), arguments: allWays)
        func errno(way: String, kernel: String) async throws {
            try await survive(
                "an errno at the n-th write of namespaces, \(way)", "namespace-faults", "errno", Self.stride,
                way, on: kernel, host: "two-small.json")
        }

        @Test(
            "two at once, and one beside ndctl",
            .enabled(if: Extent.isWhole, "make test-long has them race for namespaces"),
            arguments: ["5.10", "6.1", "6.12", "7.2"])
        func races(kernel: String) async throws {
            try await survive("races for namespaces", "namespace-races", "20", on: kernel, host: "four.json")
        }

        /// The ways of namespace-faults.bash, each with all kernels.
        private static let allWays = ["create", "ram", "remake", "labels", "layout"].flatMap { way in
            ["5.10", "6.1", "6.12", "7.2"].map { (way, $0) }
        }
    }

    /// Regions of HBM and CXL memory, which are cut into devices.
    @Suite("Dynamic regions")
    struct Dynamic {
        @Test(
            "are cut into devices by chance, and a device between the ranges of another is left alone",
            arguments: Extent.part(
                ("hbm", "5.10"), ("cxl", "7.2"),
                wholeWith: ("hbm", "6.1"), ("hbm", "6.12"), ("hbm", "7.2"), ("cxl", "6.12")))
        func operations(host: String, kernel: String) async throws {
            let guest = try await survive(
                "operations on the region of \(host)", "dynamic", Extent.isWhole ? "300" : "10", on: kernel,
                host: host,
                append: leavingOffline)
            // daxctl counts everything from a device's first byte on as the device's.
            let inner = try guest["peer"].json["inner"]?.string ?? ""
            #expect(inner.contains(":offline"), "daxctl left the device between alone: \(inner)")
        }
    }
}

/// Keeps the memory of the boot from going online in a zone that it may never leave.
private let leavingOffline = "memhp_default_state=offline"

/// The modes of faults.bash for a dynamic region, each with a kernel.
private let allWays = ["create", "resize"].flatMap { way in ["6.1", "6.12"].map { (way, $0) } }

/// Runs a script that counts cases, of which none may be lost.
///
/// - Returns: The further reports of the script.
@discardableResult
private func survive(
    _ what: String, _ script: String, _ arguments: String..., on kernel: String, host: String = "small.json",
    append: String = ""
) async throws -> GuestScript {
    let guest = try await GuestScript(
        script, arguments, host: host, kernel: kernel, append: append, minutes: 240)
    var cases: Int64 = 0
    var lost: [String] = []
    for report in try guest.reports {
        if case .integer(let count) = report["cases"] { cases += count }
        lost += report["lost"]?.elements.compactMap(\.string) ?? []
    }
    print("faults: \(what), Linux \(kernel): \(cases) cases, \(cases - Int64(lost.count)) survived")
    #expect(lost.isEmpty, "\(lost.joined(separator: "\n"))")
    #expect(cases > 0)
    return guest
}
