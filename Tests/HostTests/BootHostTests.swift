// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Subprocess
import SystemPackage
import Testing

/// What `make install` and the package install, on a host that systemd and udev boot.
@Suite("At boot", .inGuests)
struct BootHostTests {
    @Test("the saved configuration is applied, and a failure is a failed unit with the reason")
    func boot() async throws {
        try await inFolder { try await boot(in: $0) }
    }

    @Test("the package installs what acts at boot, and takes it away")
    func package() async throws {
        try await inFolder { root in
            try await prepare(root, with: "packages")
            try write(
                "[reconfigure-device fast]\nregion.provider = hmem\nmode = devdax\n",
                to: root.appending("etc/daxctl.conf.d/host.conf"))
            let guest = try await GuestScript(
                "package", host: "hbm", kernel: "6.12", append: Self.systemd,
                copying: ["usr", "etc", "var", "root/packages"].map { "\(root.pushing(FilePath($0))):/\($0)" }
            )
            for step in ["install", "unit", "start", "remove"] {
                let result = try guest[step]
                #expect(result.status == 0, "\(step): \(result.err)")
            }
            #expect(try guest["depends"].out == "libblkid1 libc6 libdaxctl1 libkmod2 libndctl6 libyaml-0-2\n")
            let version = try guest["version"].out.dropLast()
            #expect(
                try GuestScript.text("Sources/Arguments/Release.swift").contains("version = \"\(version)\""))
            #expect(try guest["changed"].out.isEmpty)
            #expect(try guest["unit"].out.contains("ExecStart=/usr/bin/daxshift reconfigure-device"))
            let units = try guest["wants"].out.split(whereSeparator: \.isWhitespace)
            #expect(units == ["daxshift-reconfigure@dax0.0.service", "daxshift-apply@dax0.0.service"])
            #expect(try KernelState(guest["started"]).drivers == ["dax0.0": "device_dax"])
            #expect(try guest["left"].out.isEmpty)
        }
    }

    @Test("the layout is applied at each boot, and a failure is a failed unit with the reason")
    func layout() async throws {
        try await inFolder { root in
            try await prepare(root, with: "install")
            try await succeed("mkdir", "-p", root.appending("etc/daxshift").string)
            try write(
                """
                schema: daxshift.layout/1
                regions:
                  hbm:
                    match: {provider: hmem}
                    exclusive: true
                    devices:
                      ram: {size: 50%, mode: system-ram, zone: movable}
                      rest: {size: max, mode: devdax}

                """, to: root.appending("etc/daxshift/layout.yaml"))
            for _ in 0..<2 {
                let guest = try await GuestScript(
                    "layout-boot", host: "hbm", kernel: "6.12", append: Self.systemd,
                    copying: ["usr", "etc"].map { "\(root.appending($0)):/\($0)" })
                #expect(try guest["plan"].status == 0)
                #expect(
                    try KernelState(guest["booted"]).drivers == ["dax0.0": "kmem", "dax0.1": "device_dax"])
                #expect(try guest["failed"].out.isEmpty)
                try guest.expectDone("free", "late")
                #expect(try KernelState(guest["gone"]).drivers.isEmpty)
                #expect(try KernelState(guest["came"]).drivers == KernelState(guest["booted"]).drivers)
                #expect(try guest["malformed"].status != 0)
                let reason = try guest["reason"].out
                #expect(reason.contains("/etc/daxshift/layout.yaml:1:"), "\(reason)")
                let verified = try guest["verify"]
                #expect(verified.status == 0 && verified.err.isEmpty, "\(verified)")
            }
        }
    }

    /// What makes systemd the first process of a guest, on a host that leaves memory offline.
    private static let systemd = "rdinit=/usr/lib/systemd/systemd memhp_default_state=offline"

    /// Fills a folder with systemd, and with what a script of the folder `Boot` adds.
    private func prepare(_ root: FilePath, with script: String) async throws {
        let scripts = GuestScript.package.appending("Tests/HostTests/Boot")
        try await succeed("mkdir", "-p", root.appending("etc/daxctl.conf.d").string)
        try await succeed("bash", scripts.appending("systemd.bash").string, root.string)
        try await succeed(
            "bash", scripts.appending("\(script).bash").string, GuestScript.package.string, root.string)
    }

    private func boot(in folder: FilePath) async throws {
        let (state, root) = (folder.appending("state"), folder.appending("root"))
        try await prepare(root, with: "install")

        // The namespaces are made, and their UUIDs are written down.
        let first = try await GuestScript("listing", host: "mixed", kernel: "6.12", state: state.string)
        let uuids = try first["list"].json["namespaces"]?.elements.compactMap { $0["uuid"]?.string } ?? []
        try #require(uuids.count == 2)
        try write(
            """
            [reconfigure-device fast]
            region.provider = hmem
            [reconfigure-device slow]
            nvdimm.uuid = \(uuids[0])
            movable = false
            [reconfigure-device none]
            nvdimm.uuid = \(uuids[1])
            mode = famfs

            """, to: root.appending("etc/daxctl.conf.d/host.conf"))

        let guest = try await GuestScript(
            "boot", uuids, host: "mixed", kernel: "6.12",
            append: Self.systemd, state: state.string,
            copying: ["usr", "etc"].map { "\(root.appending($0)):/\($0)" })
        let names = try guest["names"].out.split(whereSeparator: \.isWhitespace).map(String.init)
        try #require(names.count == 3)
        let (fast, slow, none) = (names[0], names[1], names[2])

        let booted = try KernelState(guest["booted"])
        #expect(booted.drivers == [fast: "kmem", slow: "kmem", none: "device_dax"])
        let devices = try guest["list"].json["devices"]?.elements ?? []
        func zones(_ name: String) -> String? {
            devices.first { $0["chardev"] == .string(name) }?["zones"]?.line()
        }
        #expect(zones(fast) == #"{"Movable":16}"#)
        #expect(zones(slow) == #"{"Normal":31}"#)
        for (step, name) in [("fast", fast), ("slow", slow)] {
            let status = try guest[step]
            #expect(
                status.status == 0 && status.out.contains("\(name): changed: system-ram, online"), "\(status)"
            )
        }
        try expectFailure(guest["none"], "there is no driver module fsdev_dax")
        let failed = try guest["failed"].out.split(separator: "\n")
        #expect(failed.count == 1 && failed[0].hasPrefix("daxshift-reconfigure@\(none).service "))
        let verified = try guest["verify"]
        #expect(verified.status == 0 && verified.err.isEmpty, "\(verified)")
        let exposure = try guest["security"]
        #expect(exposure.status == 0, "\(exposure.out.suffix(200))")

        #expect(try guest["by-hand"].status == 0)
        #expect(try KernelState(guest["changed"]).drivers[slow] == "device_dax")
        #expect(try guest["goes"].status == 0 && guest["comes"].status == 0)
        #expect(try KernelState(guest["back"]).drivers == booted.drivers)

        #expect(try guest["malformed"].status == 1)
        try expectFailure(
            guest["malformed-status"], "host.conf, line 9: [reconfigure-device none]: mode is given twice")
        #expect(try guest["nothing"].status == 0)
        #expect(try guest["nothing-status"].out.contains("no section of the configuration matches it"))
    }

    private func expectFailure(
        _ status: GuestScript.Step, _ reason: String, location: SourceLocation = #_sourceLocation
    ) {
        #expect(status.status == 3, sourceLocation: location)
        #expect(
            status.out.contains("Active: failed (Result: exit-code)"), "\(status.out)",
            sourceLocation: location)
        #expect(status.out.contains(reason), "\(status.out)", sourceLocation: location)
    }

    private func write(_ text: String, to file: FilePath) throws {
        let descriptor = try FileDescriptor.open(
            file, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        try descriptor.closeAfter { _ = try descriptor.writeAll(text.utf8) }
    }

    private func succeed(_ program: String, _ arguments: String...) async throws {
        let result = try await run(
            .name(program), arguments: Arguments(arguments), output: .discarded,
            error: .string(limit: 1 << 16))
        try #require(result.terminationStatus.isSuccess, "\(program): \(result.standardError)")
    }
}
