// SPDX-License-Identifier: Apache-2.0

import Glibc
import Subprocess
import SystemPackage
import Testing

/// ndctl's own device tests with the real daxctl and with daxshift under its name, on the same kernel.
///
/// `make peer-tests` runs them on all kernels with both; otherwise daxshift runs them on one.
@Suite("The peer's own tests", .inGuests)
struct PeerTests {
    private static let takesAll = getenv("DAXSHIFT_PEER") != nil

    /// The last line of a script that relies on a deliberate difference of daxshift, and the id of the row of
    /// docs/daxctl.md that explains the difference.
    ///
    /// The script expects that an auto-online policy is an error.
    private static let explained = [
        "daxctl-devices.sh": (message: "Error at line 144", row: "policy")
    ]

    @Test(arguments: takesAll ? ["6.1", "6.12", "7.2"] : ["6.12"])
    func passAsWithDaxctl(kernel: String) async throws {
        let folder = FilePath(#filePath).removingLastComponent().appending("Peer")
        let fetch = try await run(
            .path(folder.appending("fetch")), output: .string(limit: 4096), error: .string(limit: 1 << 16))
        try #require(fetch.terminationStatus.isSuccess, "\(fetch.standardError)")
        let tests = fetch.standardOutput.split(separator: "\n").last ?? ""
        let guest = try await GuestScript(
            "peer", Self.takesAll ? ["peer", "ours"] : ["ours"], host: "mixed", kernel: kernel,
            append: "memhp_default_state=offline", copying: ["\(tests):/root/test"], minutes: 30)
        for script in ["daxctl-create.sh", "daxctl-devices.sh"] {
            let ours = try guest["ours \(script)"]
            let peer = Self.takesAll ? try guest["peer \(script)"] : nil
            var verdict = ours.status == 0 ? "passes" : "fails"
            if let (message, row) = Self.explained[script] {
                let last = ours.out.split(separator: "\n").last.map(String.init)
                #expect(ours.status == 1 && last == message, "\(script): \(ours)")
                #expect(try Self.rows().contains(row))
                verdict = "fails as row '\(row)' of docs/daxctl.md says"
            } else {
                #expect(ours.status == 0 || peer.map { $0.status != 0 } == true, "\(script): \(ours)")
            }
            let other = peer.map { $0.status == 0 ? "daxctl passes, " : "daxctl fails, " } ?? ""
            print("peer: \(script), Linux \(kernel): \(other)daxshift \(verdict)")
        }
    }

    /// The ids of the rows that say what differs from daxctl.
    private static func rows() throws -> [String] {
        try GuestScript.text("docs/daxctl.md").matches(of: /\n\| `([a-z-]+)` \|/).map { String($0.1) }
    }
}
