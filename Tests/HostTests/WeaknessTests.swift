// SPDX-License-Identifier: Apache-2.0

import Testing

@Suite("Weaknesses of ndctl", .inGuests, .enabled(if: Extent.isWhole, "make test-long shows them"))
struct WeaknessTests {
    @Test("are real", arguments: Weakness.hosts)
    func ndctl(host: String) async throws {
        try await expect(.ndctl, on: host, Weakness.all)
    }

    @Test("are none of daxshift", arguments: Weakness.hosts)
    func daxshift(host: String) async throws {
        try await expect(.daxshift, on: host, Weakness.all)
    }

    /// Runs the cases of a host in one guest, and compares the facts of each.
    private func expect(_ program: Weakness.Program, on host: String, _ all: [Weakness]) async throws {
        let cases = all.filter { $0.host == host }
        guard !cases.isEmpty else { return }
        let guest = try await GuestScript(
            "weaknesses", [program.rawValue] + cases.map { "\($0.number)" }, host: host, kernel: "6.12")
        for weakness in cases {
            let lines = try guest["\(weakness.number)"].out.split(separator: "\n")
            let facts = lines.map { $0.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false) }
            let found = Dictionary(facts.map { (String($0[0]), String($0.last ?? "")) }) { $1 }
            #expect(found == weakness.facts(with: program), "\(weakness.number): \(weakness.title)")
        }
    }
}
