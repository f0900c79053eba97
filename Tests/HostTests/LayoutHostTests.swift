// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SystemPackage
import Testing

extension HostTests {
    /// Layouts on real kernels: applied, put back without a confirmation, kept with one, and put back after a kill.
    @Suite("Layouts")
    struct Layouts {
        /// The path of a file of the folder `Layouts`, and where the guest has it.
        private static func copy(_ name: String) -> String {
            GuestScript.package.appending("Tests/HostTests/Layouts/\(name)").string + ":/root/\(name)"
        }

        @Test(
            "are applied as a whole and put back as a whole",
            arguments: Extent.part("6.12", wholeWith: "6.1", "7.2"))
        func applied(kernel: String) async throws {
            let guest = try await GuestScript(
                "layout", ["/root/full.yaml", "/root/empty.yaml"], host: "four.json", kernel: kernel,
                copying: ["full.yaml", "empty.yaml"].map(Self.copy))

            #expect(try ["plan", "plan-json"].map { try guest[$0].status } == [2, 2])
            let start = try guest["start"].out
            #expect(try guest["after-plan"].out == start)
            #expect(try guest["stored"].status == 1)
            #expect(try results(guest["stored"]) == ["rolled-back"])
            #expect(try guest["unconfirmed"].out == start)

            try guest.expectDone("apply", "reached", "reached-json", "layout", "own", "back", "empty")
            let applied = try guest["applied"].out
            #expect(applied.contains("dax0.1 kmem") || applied.contains("dax0.0 kmem"))
            #expect(lines(applied, "alt_name=data ").count == 1 && lines(applied, "alt_name=ram ").count == 1)
            // What no entry names stays as it is.
            #expect(lines(applied, "nd namespace1.") == lines(start, "nd namespace1."))
            #expect(try guest["reached-json"].json["steps"] == .array([]))
            #expect(try guest["own"].json["steps"] == .array([]))
            try guest.expectRefused("outdated", 1, "layout.other-plan")
            #expect(try lines(guest["back"].out, "nd namespace0.").isEmpty)

            #expect(try guest["late"].status == 1)
            try guest.expectRefused("other", 3, "start.open-journal")
            let remedy = try guest["other"].json["findings"]?.elements.first?["remedy"]?.string
            #expect(remedy?.contains("'daxshift confirm'") == true)
            try guest.expectDone("confirm", "confirmed", "back-again", "killed", "nothing")
            let kept = try guest["kept"].out
            #expect(lines(kept, "alt_name=data ").count == 1 && lines(kept, "alt_name=ram ").count == 1)
            #expect(try results(guest["killed"]) == ["rolled-back"])
            #expect(try lines(guest["recovered"].out, "alt_name=data ").isEmpty)
        }

        @Test(
            "of docs/layouts.md are reached",
            .enabled(if: Extent.isWhole, "make test-long applies each of them"),
            arguments: [
                ("optane", "mixed"), ("hbm", "hbm"), ("qemu", "mixed"), ("tiering", "mixed"), ("cxl", "cxl2"),
            ])
        func documented(name: String, host: String) async throws {
            let guest = try await GuestScript(
                "one-layout", ["/root/\(name).yaml"], host: host, kernel: "6.12",
                append: "memhp_default_state=offline",
                copying: [Self.copy("\(name).yaml")])
            #expect(try guest["plan"].status == 2)
            try guest.expectDone("apply", "reached", "own")
        }

        @Test(
            "are reached after power cuts in the middle of two runs",
            .enabled(if: Extent.isWhole, "make test-long boots three times"),
            arguments: ["6.1", "6.12", "7.2"])
        func powerCut(kernel: String) async throws {
            try await inFolder { folder in
                for (boot, steps) in [("first", 5), ("second", 3), ("third", 0)] {
                    let guest = try await GuestScript(
                        "layout-cut", [boot, "/root/full.yaml", "/root/empty.yaml", "\(steps)"],
                        host: "four.json", kernel: kernel, state: folder.string,
                        copying: ["full.yaml", "empty.yaml"].map(Self.copy))
                    if boot != "first" { try guest.expectDone("beside", "apply", "reached") }
                    guard boot != "third" else { continue }
                    let cut = try guest["cut"]
                    #expect(cut.status == 137 && (Int(cut.out) ?? 0) >= steps, "\(boot): \(cut)")
                }
            }
        }

        private func lines(_ state: String, _ part: String) -> [Substring] {
            state.split(separator: "\n").filter { $0.contains(part) }
        }

        /// The results of the objects of an outcome that it did not leave unchanged.
        private func results(_ step: GuestScript.Step) throws -> Set<String> {
            let objects = ["devices", "nvdimms"].flatMap { (try? step.json[$0]?.elements) ?? [] }
            return Set(objects.compactMap { $0["result"]?.string }).subtracting(["unchanged"])
        }
    }
}
