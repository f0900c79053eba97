// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Weaknesses of ndctl", .inGuests)
struct WeaknessTests {
    @Test(
        "are real", .enabled(if: Extent.isWhole, "make test-long shows them with ndctl"),
        arguments: Weakness.hosts)
    func ndctl(host: String) async throws {
        try await expect(.ndctl, on: host, Weakness.all)
    }

    @Test("are none of daxshift", arguments: Extent.isWhole ? Weakness.hosts : [Weakness.usualHost])
    func daxshift(host: String) async throws {
        try await expect(.daxshift, on: host, Extent.isWhole ? Weakness.all : Weakness.sample)
    }

    /// Runs the cases of a host in one guest, and compares the facts of each.
    private func expect(_ program: Weakness.Program, on host: String, _ all: [Weakness]) async throws {
        let cases = all.filter { $0.host == host }
        let kernel = "6.12"
        let guest = try await GuestScript(
            "weaknesses", [program.rawValue] + cases.map { "\($0.number)" }, host: host, kernel: kernel,
            minutes: 30)
        var shown = 0
        for weakness in cases {
            let lines = try guest["\(weakness.number)"].out.split(separator: "\n")
            let facts = lines.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
            let found = Dictionary(facts.map { (String($0[0]), String($0.last ?? "")) }) { $1 }
            let isShown = found == weakness.facts(with: program)
            #expect(isShown, "\(weakness.number): \(weakness.title): \(found)")
            if isShown { shown += 1 }
        }
        print(
            "weaknesses: \(program.rawValue) on \(host), Linux \(kernel): \(cases.count) cases, "
                + "\(shown) \(program == .ndctl ? "shown" : "survived")")
        #expect(!cases.isEmpty)
    }
}
