// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SystemPackage
import Testing

extension HostTests {
    /// Namespaces and labels on real kernels, from an NVDIMM as it is bought to system RAM.
    @Suite("Namespaces")
    struct Namespaces {
        /// The modes, each with its usual place of the map, or with both places.
        private static let shapes =
            Extent.isWhole
            ? ["devdax:dev", "devdax:mem", "fsdax:dev", "fsdax:mem", "sector", "raw"]
            : ["devdax:dev", "fsdax:mem", "sector"]

        @Test(
            "each mode becomes each other in its place, as predicted, and no other namespace changes",
            arguments: Extent.part("6.12", wholeWith: "5.10", "6.1", "7.2"))
        func modes(kernel: String) async throws {
            let guest = try await GuestScript(
                "modes", Self.shapes, host: "four.json", kernel: kernel, minutes: 90)
            try guest.expectDone("first", "last")
            let way = try guest["way"].out.split(separator: " ").compactMap { Int($0) }
            #expect(try way.count == guest["count"].json.integer)
            let others = try guest["others-0"].out
            #expect(others.split(separator: "\n").count == 2)
            for (number, shape) in ([0] + way).enumerated() {
                let name = "\(number), to \(Self.shapes[shape])"
                let words = Self.shapes[shape].split(separator: ":").map(String.init)
                let now = try guest["now-\(number)"].json
                try expectAsPlanned(guest, number, name)
                #expect(now["mode"]?.string == words[0], "\(name)")
                #expect(now["map"]?.string == (words.count > 1 ? words[1] : ""), "\(name)")
                #expect(now["driver"] != .string("none"), "\(name)")
                #expect(try guest["others-\(number)"].out == others, "\(name)")
            }
            let peer = try guest["ndctl"].json.elements.first
            #expect(peer?["mode"] == .string("devdax"))
            #expect(try peer?["size"] == guest["now-\(way.count)"].json["size"])
            #expect(try guest["gone"].status == 0)
            #expect(try guest["others-gone"].out == others)
        }

        /// Expects that a step did what its dry run said.
        private func expectAsPlanned(_ guest: GuestScript, _ number: Int, _ name: String) throws {
            try guest.expectDone("plan-\(number)", "do-\(number)")
            let goal = try guest["plan-\(number)"].json["nvdimms"]?.elements.first?["goal"]
            let now = try guest["now-\(number)"].json
            for key in ["mode", "size", "raw_size"] { #expect(goal?[key] == now[key], "\(name): \(key)") }
            let done = try guest["do-\(number)"].json["nvdimms"]?.elements.first?["namespace"]
            #expect(done?["size"] == now["size"], "\(name)")
        }

        @Test(
            "a region is cut, emptied out of order and joined again, and says what it can't have",
            arguments: Extent.part("7.2", wholeWith: "5.10", "6.1", "6.12"))
        func capacity(kernel: String) async throws {
            let guest = try await GuestScript("capacity", host: "four.json", kernel: kernel)
            let mib = 1 << 20
            func expect(_ step: String, _ free: Int, _ piece: Int) throws {
                #expect(try guest[step].out == "\(free * mib) \(piece * mib)", "\(step)")
            }

            try guest.expectDone(
                "fill-plan", "fill", "second", "last", "third", "joined", "rest", "disable", "enable",
                "first", "first-again", "destroy-first", "all")
            #expect(try guest["fill-plan"].json["nvdimms"]?.elements.count == 4)
            #expect(try guest["fill"].json["nvdimms"]?.elements.count == 4)
            try expect("before-fill", 512, 512)
            try expect("filled", 0, 0)
            try guest.expectRefused("full", 1, "nvdimm.full")
            try expect("after-second", 128, 128)
            try expect("after-last", 256, 128)
            try guest.expectRefused("in-pieces", 1, "nvdimm.no-room")
            try expect("after-third", 384, 384)
            try expect("after-joined", 128, 128)
            try expect("after-rest", 0, 0)

            let labels = try guest["list"].labels
            #expect(labels.count == 6)
            #expect(try guest["list-again"].labels == labels)
            #expect(try guest["list-enabled"].labels == labels)
            try guest.expectRefused("disabled", 1, "nvdimm.disabled")
            let own = try "nd namespace\(guest["region"].out.dropFirst("region".count))."
            let disabled = try KernelState(guest["none-enabled"]).lines.filter { $0.hasPrefix(own) }
            #expect(disabled.count == 3 && disabled.allSatisfy { $0.contains("driver=none") })

            try expect("after-first", 128, 128)
            for (step, status, code) in [
                ("too-large", 1, "nvdimm.no-room"), ("misaligned", 1, "nvdimm.bad-size"),
                ("zero", 64, "start.command-line"), ("empty", 64, "start.command-line"),
                ("fraction", 64, "start.command-line"), ("no-usable", 1, "nvdimm.bad-size"),
                ("bad-align", 1, "nvdimm.bad-align"), ("bad-sectors", 1, "nvdimm.bad-sector-size"),
                ("needless", 1, "namespace.needless"), ("taken", 1, "namespace.uuid-taken"),
                ("long-name", 64, "start.command-line"), ("no-region", 1, "nvdimm.no-region"),
                ("no-namespace", 1, "namespace.missing"), ("other-region", 1, "namespace.missing"),
                ("not-root", 1, "start.not-root"), ("resized", 1, "nvdimm.no-room"),
                ("not-devdax", 64, "start.command-line"), ("read-only", 1, "nvdimm.read-only"),
            ] { try guest.expectRefused(step, status, code) }
            #expect(try KernelState(guest["after-refusals"]) == KernelState(guest["before-refusals"]))
            try guest.expectDone("several")
            try expect("empty-again", 512, 512)
        }

        @Test(
            "an NVDIMM that nobody initialized becomes system RAM in one command, and is given back",
            arguments: Extent.part("6.1", wholeWith: "5.10", "6.12", "7.2"))
        func blank(kernel: String) async throws {
            let guest = try await GuestScript("blank", host: "blank.json", kernel: kernel)
            let start = try KernelState(guest["start"])
            try guest.expectRefused("refused", 4, "nvdimm.no-labels")
            for step in ["after-refused", "after-plan"] {
                #expect(try KernelState(guest[step]) == start, "\(step)")
            }
            let plan = try guest["plan"].json
            let outcome = try guest["create"].json
            try guest.expectDone("plan", "create")
            let goal = plan["nvdimms"]?.elements.first?["goal"]
            #expect(goal?["raw_size"] == .integer(1 << 30) && goal?["size"] == .integer(1006 << 20))
            let device = try #require(outcome["devices"]?.elements.first)
            #expect(device["chardev"] == plan["devices"]?.elements.first?["chardev"])
            #expect(device["size"] == goal?["size"])
            #expect(device["total_memblocks"] == .integer(7) && device["online_memblocks"] == .integer(7))
            let inRAM = try KernelState(guest["in-ram"])
            #expect(inRAM.newBlocks(since: start) == ["online Movable": 7])
            #expect(try guest["iomem"].out.contains("System RAM (kmem)"))
            try guest.expectRefused("again", 1, "nvdimm.full")
            try expectLabels(guest, "labels", 1)

            try guest.expectRefused("destroy-refused", 4, "namespace.system-ram")
            #expect(try KernelState(guest["after-destroy-refused"]) == inRAM)
            try guest.expectDone("destroy-plan", "destroy")
            let destroyed = try KernelState(guest["destroyed"])
            #expect(destroyed.drivers.isEmpty && destroyed.blocks.keys == start.blocks.keys)
            try expectLabels(guest, "no-labels", 0)

            try guest.expectDone("zero", "zero-again")
            #expect(try guest["no-area"].json["dimms"]?.elements.first?["index"] == .array([]))
            try guest.expectRefused("unknown", 1, "nvdimm.no-dimm")
            try guest.expectRefused("init-refused", 4, "nvdimm.labelled")
            #expect(try KernelState(guest["after-init-refused"]) == destroyed)
            try guest.expectDone("init", "one", "two")
            #expect(try !guest["initialized"].out.contains("nd namespace"))
            try expectLabels(guest, "new-labels", 0)
            try expectLabels(guest, "two-labels", 2)
            try guest.expectRefused("init-lost", 4, "nvdimm.labelled")
            let two = try namespaces(guest["with-two"])
            #expect(two.count == 2)
            #expect(try namespaces(guest["with-two-again"]) == two)
        }

        /// The lines about namespaces; without drivers, since either of two takes a dax device on Linux 5.10.
        private func namespaces(_ step: GuestScript.Step) -> [String] {
            step.out.split(separator: "\n").filter { $0.hasPrefix("nd namespace") }.map { line in
                line.split(separator: " ").filter { !$0.hasPrefix("driver=") }.joined(separator: " ")
            }
        }

        @Test(
            "a run that fails once an NVDIMM has labels takes them away, and puts back what was there",
            arguments: Extent.part("6.1", wholeWith: "5.10", "6.12", "7.2"))
        func blankFailure(kernel: String) async throws {
            let guest = try await GuestScript("blank-failure", host: "blank.json", kernel: kernel)
            let failed = try guest["failed"]
            #expect(failed.status == 1, "\(failed.err)")
            #expect(try failed.json["not_undone"] == .array([]))
            #expect(try guest["no-area"].json["dimms"]?.elements.first?["index"] == .array([]))
            try guest.expectDone("raw", "same")
        }

        /// Expects that both programs read the same labels of version 1.2; ours leaves out slots that are free again.
        private func expectLabels(_ guest: GuestScript, _ step: String, _ count: Int) throws {
            let ours = try #require(guest[step].json["dimms"]?.elements.first)
            let peer = try #require(guest["\(step)-ndctl"].json.elements.first)
            #expect(ours["dev"] == peer["dev"])
            let indexes = ours["index"]?.elements ?? []
            #expect(!indexes.isEmpty)
            for (index, same) in zip(indexes, peer["index"]?.elements ?? []) {
                #expect(index["major"] == .integer(1) && index["minor"] == .integer(2))
                for key in ["signature", "major", "minor", "labelsize", "seq", "nslot"] {
                    #expect(index[key] == same[key], "\(step): \(key)")
                }
            }
            let labels = ours["label"]?.elements ?? []
            #expect(labels.count == count, "\(step)")
            let all = peer["label"]?.elements ?? []
            for label in labels {
                let same = all.first { $0["slot"] == label["slot"] }
                for key in [
                    "uuid", "name", "slot", "position", "nlabel", "isetcookie", "lbasize", "dpa", "rawsize",
                    "type_guid", "abstraction_guid",
                ] { #expect(label[key] == same?[key], "\(step): \(key)") }
            }
        }

        @Test(
            "a destroy that was killed is finished where the kernel has forgotten the namespace",
            .enabled(if: Extent.isWhole, "make test-long kills this destroy"),
            arguments: ["5.10", "6.1", "6.12", "7.2"])
        func forgotten(kernel: String) async throws {
            let guest = try await GuestScript("forgotten", host: "two-small.json", kernel: kernel)
            #expect(try guest["killed"].status == 137)
            try guest.expectDone("forgotten", "recover", "again")
            let recovered = try guest["recover"].json
            #expect(recovered["nvdimms"]?.elements.first?["result"] == .string("changed"))
            #expect(recovered["gone"]?.elements.first?["certain"] == .bool(true))
        }

        @Test(
            "nothing is taken from who has a namespace mounted, as swap, open or as system RAM",
            .enabled(if: Extent.isWhole, "make test-long tries all verbs on all uses"),
            arguments: ["5.10", "6.1", "6.12", "7.2"])
        func inUse(kernel: String) async throws {
            let guest = try await GuestScript("in-use", host: "four.json", kernel: kernel)
            let opener = try guest["opener"].out.split(whereSeparator: \.isWhitespace).joined()
            for step in ["holds", "holds-destroy"] {
                try guest.expectRefused(step, 4, "namespace.holds-data")
                for word in ["ext4", "precious"] { #expect(try guest[step].err.contains(word), "\(step)") }
            }
            for (use, code, user) in [
                ("mounted", "namespace.in-use", "/mnt"), ("swap", "namespace.in-use", "swap"),
                ("open", "namespace.device-in-use", opener), ("ram", "namespace.system-ram", "dax"),
            ] {
                for verb in [
                    "reconfigure", "reconfigure --force", "reconfigure --dry-run", "destroy",
                    "destroy --force", "disable", "disable-region", "init-labels",
                ] where !(use == "ram" && verb.hasPrefix("destroy")) {
                    try guest.expectRefused("\(use) \(verb)", 1, code)
                    #expect(try guest["\(use) \(verb)"].err.contains(user), "\(use) \(verb)")
                }
            }
            try guest.expectRefused("ram destroy", 4, "namespace.system-ram")
            #expect(try guest["all"].status == 1)
            #expect(try KernelState(guest["end"]) == KernelState(guest["start"]))
            try guest.expectDone("free")
            #expect(try KernelState(guest["freed"]).drivers.isEmpty)
            #expect(try !guest["freed"].out.contains("nd namespace"))
        }

        @Test(
            "memory without labels changes its mode in place, and what needs labels is refused",
            .enabled(if: Extent.isWhole, "make test-long changes memory without labels"),
            arguments: ["5.10", "6.1", "6.12", "7.2"])
        func legacy(kernel: String) async throws {
            let guest = try await GuestScript("legacy-namespace", host: "legacy", kernel: kernel)
            for shape in ["fsdax mem", "fsdax dev", "sector", "devdax mem", "devdax dev"] {
                try guest.expectDone("plan \(shape)", "do \(shape)")
                let goal = try guest["plan \(shape)"].json["nvdimms"]?.elements.first?["goal"]
                let now = try guest["now \(shape)"].json
                let words = shape.split(separator: " ").map(String.init)
                #expect(now["mode"]?.string == words[0] && now["driver"] != .string("none"), "\(shape)")
                #expect(now["map"]?.string == (words.count > 1 ? words[1] : ""), "\(shape)")
                for key in ["size", "raw_size"] { #expect(goal?[key] == now[key], "\(shape): \(key)") }
            }
            for step in ["size", "name", "uuid"] { try guest.expectRefused(step, 1, "namespace.no-label") }
            try guest.expectRefused("create", 1, "nvdimm.takes-no-labels")
            try guest.expectRefused("init-labels", 1, "nvdimm.none")
            try guest.expectRefused("destroy-refused", 4, "namespace.holds-data")
            #expect(try KernelState(guest["after-refusals"]) == KernelState(guest["before-refusals"]))
            try guest.expectDone("destroy", "again", "disable", "enable")
            for step in ["destroyed", "enabled"] {
                // The kernel calls memory whose pages it maps "memory", though nothing holds it.
                let now = try guest[step].json
                #expect(now["mode"] == .string("fsdax") && now["uuid"] == .string(""), "\(step)")
            }
        }

        @Test(
            "labels 1.1 and 1.2 survive a boot",
            .enabled(if: Extent.isWhole, "make test-long boots twice"),
            arguments: ["5.10", "6.1", "6.12", "7.2"])
        func boot(kernel: String) async throws {
            try await inFolder { try await boot(kernel: kernel, in: $0.string) }
        }

        private func boot(kernel: String, in folder: String) async throws {
            let first = try await GuestScript(
                "labels-boot", ["make"], host: "four.json", kernel: kernel, state: folder)
            let second = try await GuestScript(
                "labels-boot", ["look"], host: "four.json", kernel: kernel, state: folder)
            for (region, minor) in zip(try first["regions"].out.split(separator: " "), [1, 2]) {
                let step = "list \(region)"
                let labels = try first[step].labels
                #expect(try labels.count == 3 && labels == second[step].labels, "\(step)")
                for guest in [first, second] {
                    let dimm = try guest["labels \(region)"].json["dimms"]?.elements.first
                    #expect(dimm?["index"]?.elements.first?["minor"] == JSON(minor), "\(region)")
                    #expect(dimm?["label"]?.elements.count == 3, "\(region)")
                }
            }
        }

        @Test(
            "one command from a free NVDIMM to system RAM, and one back",
            .enabled(if: Extent.isWhole, "make test-long takes whole NVDIMMs of 4 GiB"),
            arguments: ["6.1", "6.12", "7.2"])
        func oneCommand(kernel: String) async throws {
            let guest = try await GuestScript("one-command", host: "nvdimm", kernel: kernel)
            let start = try KernelState(guest["start"])
            #expect(try guest["full"].status == 1)
            try guest.expectRefused("full-json", 1, "nvdimm.full")
            try guest.expectDone(
                "list", "destroy-plan", "destroy", "list-empty", "create-plan", "create-plan-json", "create",
                "list-in-ram", "destroy-ram-plan", "destroy-ram")
            #expect(try KernelState(guest["after-plan"]) == start)
            let empty = try KernelState(guest["empty"])
            #expect(empty.drivers == start.drivers.filter { $0.key != "dax0.0" })
            #expect(try KernelState(guest["after-create-plan"]) == empty)
            let inRAM = try KernelState(guest["in-ram"])
            #expect(inRAM.newBlocks(since: empty) == ["online Movable": 31])
            let goal = try guest["create-plan-json"].json["nvdimms"]?.elements.first?["goal"]
            #expect(goal?["size"] == .integer(4030 << 20))
            #expect(try KernelState(guest["end"]) == empty)
        }
    }
}

extension GuestScript {
    /// Expects that commands ended well.
    func expectDone(
        _ names: String..., location: SourceLocation = #_sourceLocation
    ) throws {
        for name in names {
            let step = try self[name]
            #expect(step.status == 0, "\(name): \(step.err)", sourceLocation: location)
        }
    }

    /// Expects that a command was refused: its status, and the code of its first finding.
    func expectRefused(
        _ name: String, _ status: Int, _ code: String, location: SourceLocation = #_sourceLocation
    ) throws {
        let step = try self[name]
        #expect(step.status == status, "\(name): \(step.err)", sourceLocation: location)
        let json = try step.json
        #expect(json["schema"] == .string("daxshift.refusal/1"), "\(name)", sourceLocation: location)
        #expect(
            json["findings"]?.elements.first?["code"] == .string(code), "\(name): \(step.err)",
            sourceLocation: location)
    }
}

extension GuestScript.Step {
    /// The label, the name, the mode and the size of each namespace of a list, whatever the kernel calls it.
    fileprivate var labels: [String] {
        get throws {
            let namespaces = try json["namespaces"]?.elements ?? []
            return namespaces.map { namespace in
                ["raw_uuid", "name", "mode", "map", "raw_size", "size"]
                    .map { namespace[$0]?.text() ?? "" }.joined(separator: " ")
            }.sorted()
        }
    }
}

extension JSON {
    /// The value of an integer; nil of anything else.
    fileprivate var integer: Int? {
        if case .integer(let value) = self { Int(value) } else { nil }
    }
}
