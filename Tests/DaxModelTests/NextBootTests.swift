// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

private let file = KernelFile.modprobe

private func statement(
    _ directive: ModprobeStatement.Directive, line: Int = 1, in path: String = file
) -> ModprobeStatement {
    ModprobeStatement(file: path, lines: line...line, directive: directive, text: "words of it")
}

private func modules(compat: DriverModule.State, pmem: DriverModule.State) -> [DriverModule] {
    [
        DriverModule(name: "dax_pmem", state: pmem), DriverModule(name: "dax_pmem_compat", state: compat),
        DriverModule(name: "kmem", state: .loaded),
    ]
}

private let both = modules(compat: .loadable, pmem: .loadable)

@Suite("The next boot")
struct NextBootTests {
    private func models(_ directives: ModprobeStatement.Directive..., on modules: [DriverModule] = both)
        -> Set<DeviceModel>
    {
        NextBoot(file: .absent, statements: directives.map { statement($0) }, initramfs: nil).models(
            with: modules)
    }

    @Test("the kernel prefers dax_pmem_compat where it has it")
    func unconfigured() {
        #expect(models() == [.class])
        #expect(models(on: modules(compat: .missing, pmem: .loaded)) == [.bus])
        #expect(models(on: modules(compat: .loadable, pmem: .missing)) == [.class])
        #expect(models(on: modules(compat: .missing, pmem: .missing)) == [])
    }

    @Test("aliases replace the kernel's choice, and what is barred is not loaded")
    func configured() {
        #expect(models(.alias(.daxPmem)) == [.bus])
        #expect(models(.alias(.daxPmem), .alias(.daxPmemCompat)) == [.bus, .class])
        #expect(models(.alias(.daxPmem), .alias(.daxPmemCompat), .blacklist(.daxPmemCompat)) == [.bus])
        #expect(models(.blacklist(.daxPmemCompat)) == [])
        #expect(models(.alias(.daxPmem), .install(.daxPmem)) == [])
        #expect(models(.alias(DriverName(rawValue: "off"))) == [])
        #expect(models(.alias(.daxPmem), on: modules(compat: .loadable, pmem: .missing)) == [])
    }

    @Test("a driver that is part of the kernel is there before modprobe")
    func builtIn() {
        #expect(models(.alias(.daxPmem), on: modules(compat: .builtIn, pmem: .loadable)) == [.class])
        #expect(
            models(.blacklist(.daxPmemCompat), on: modules(compat: .builtIn, pmem: .builtIn)) == [
                .bus, .class,
            ])
    }

    // MARK: Choosing

    private func choose(
        _ model: DeviceModel, _ content: FileContent?, _ statements: [ModprobeStatement] = [],
        on modules: [DriverModule] = both
    ) throws(Refusal) -> NextBoot.Choice {
        try NextBoot(file: content, statements: statements, initramfs: nil).choosing(model, with: modules)
    }

    private func obstacle(
        _ model: DeviceModel, _ content: FileContent?, _ statements: [ModprobeStatement] = [],
        on modules: [DriverModule] = both
    ) -> Finding? {
        do throws(Refusal) {
            _ = try choose(model, content, statements, on: modules)
            return nil
        } catch {
            return error.findings.first
        }
    }

    @Test("a host without the file gets daxctl's two lines, and loses the file again")
    func plain() throws {
        guard case .text(let text, _)? = try choose(.bus, .absent).content else {
            Issue.record("no text")
            return
        }
        let lines = text.split(separator: "\n")
        #expect(lines.count == 3 && lines[0].hasPrefix("#") && text.hasSuffix("\n"))
        #expect(lines[1...] == ["blacklist dax_pmem_compat", "alias nd:t7* dax_pmem"])
        let statements = [
            statement(.blacklist(.daxPmemCompat), line: 2), statement(.alias(.daxPmem), line: 3),
        ]
        let choice = try choose(.class, .text(text), statements)
        #expect(choice == NextBoot.Choice(content: .absent, notes: []))
    }

    @Test("what is written by hand stays, and is told of")
    func byHand() throws {
        let text = "# mine\n\nblacklist dax_pmem_compat\noptions kmem x=1"
        let statements = [statement(.blacklist(.daxPmemCompat), line: 3)]
        let added = try choose(.bus, .text(text), statements)
        #expect(
            added.content
                == .text("# mine\n\nblacklist dax_pmem_compat\noptions kmem x=1\nalias nd:t7* dax_pmem\n"))
        #expect(added.notes.map(\.cause) == [.boot(.linesKept(3))])
        let removed = try choose(.class, .text(text), statements)
        #expect(removed.content == .text("# mine\n\noptions kmem x=1\n"))
        let access = FileAccess(permissions: 0o600, user: 7, group: 8)
        #expect(
            try choose(.bus, .text("# mine\n", access)).content
                == .text("# mine\nblacklist dax_pmem_compat\nalias nd:t7* dax_pmem\n", access))
        #expect(removed.notes.map(\.cause) == [.boot(.linesKept(2))])
    }

    @Test("a statement that goes over several lines is removed whole")
    func continued() throws {
        let statements = [
            ModprobeStatement(
                file: file, lines: 1...2, directive: .alias(.daxPmem), text: "alias nd:t7* dax_pmem")
        ]
        #expect(try choose(.class, .text("alias nd:t7* \\\n  dax_pmem\n"), statements).content == .absent)
    }

    @Test("nothing is written where the next boot is as asked already")
    func already() throws {
        #expect(try choose(.class, .absent).content == nil)
        let bus = modules(compat: .missing, pmem: .loaded)
        #expect(try choose(.bus, .absent, on: bus).content == nil)
    }

    @Test("daxctl's link is removed and its target stays; another link is nobody's to replace")
    func links() throws {
        let link = FileContent.link("/usr/share/daxctl/daxctl.conf")
        let statements = [statement(.blacklist(.daxPmemCompat)), statement(.alias(.daxPmem), line: 2)]
        #expect(try choose(.bus, link, statements).content == nil)
        let removed = try choose(.class, link, statements)
        #expect(removed.content == .absent)
        #expect(
            removed.notes.map(\.cause) == [.boot(.linkRemoved(target: "/usr/share/daxctl/daxctl.conf"))])
        #expect(
            obstacle(.bus, .link("/dev/null"))
                == Finding(
                    .boot(.fileIsLink(target: "/dev/null")), about: .setting(.modprobe),
                    remedies: .removeLink(
                        target: "/dev/null",
                        lines: ["blacklist dax_pmem_compat", "alias nd:t7* dax_pmem"])))
    }

    @Test("what another file says against it is named, with its line")
    func contradictions() {
        let other = "/etc/modprobe.d/site.conf"
        let barred = statement(.blacklist(.daxPmem), line: 4, in: other)
        #expect(
            obstacle(.bus, .absent, [barred])
                == Finding(.boot(.contradiction(barred, .bus)), remedies: .removeLine))
        let alias = statement(.alias(.daxPmem), line: 2, in: other)
        #expect(obstacle(.class, .absent, [alias])?.cause == .boot(.contradiction(alias, .class)))
        let builtIn = modules(compat: .builtIn, pmem: .loadable)
        #expect(
            obstacle(.bus, .absent, on: builtIn)
                == Finding(.boot(.builtIn(.daxPmemCompat)), remedies: .switchAfterBoot))
        #expect(
            obstacle(.bus, nil)
                == Finding(.boot(.fileUnread), about: .setting(.modprobe), remedies: .lookAtFile))
    }

    // MARK: The initramfs

    @Test("an initramfs with drivers and another configuration decides first")
    func initramfs() {
        func disagrees(drivers: Bool, file hasFile: Bool, with content: FileContent) -> Bool? {
            Initramfs(
                path: "/boot/initrd.img-5", maker: .initramfsTools,
                contents: .init(hasDrivers: drivers, hasFile: hasFile)
            ).disagrees(with: content)
        }
        #expect(disagrees(drivers: true, file: false, with: .text("x")) == true)
        #expect(disagrees(drivers: true, file: true, with: .absent) == true)
        #expect(disagrees(drivers: true, file: true, with: .text("x")) == false)
        #expect(disagrees(drivers: false, file: false, with: .text("x")) == false)
    }

    @Test("each maker has its command")
    func rebuilding() {
        let kernel = KernelRelease(rawValue: "5.10.0-1")
        func finding(_ maker: Initramfs.Maker, _ contents: Initramfs.Contents?) -> Finding {
            NextBoot(
                file: .text("x"), statements: [],
                initramfs: Initramfs(path: "/boot/image", maker: maker, contents: contents)
            ).initramfsFinding(on: kernel)
        }
        let other = Initramfs.Contents(hasDrivers: true, hasFile: false)
        let dracut = ["dracut", "-f", "/boot/image", "5.10.0-1"]
        #expect(
            finding(.initramfsTools, other)
                == Finding(
                    .boot(.initramfsDisagrees(path: "/boot/image")),
                    remedies: .rebuildInitramfs(["update-initramfs", "-u", "-k", "5.10.0-1"], isDue: true)))
        #expect(
            finding(.dracut, other)
                == Finding(
                    .boot(.initramfsDisagrees(path: "/boot/image")),
                    remedies: .rebuildInitramfs(dracut, isDue: true)))
        #expect(
            finding(.dracut, nil)
                == Finding(
                    .boot(.initramfsUnread(path: "/boot/image")),
                    remedies: .rebuildInitramfs(dracut, isDue: false)))
        #expect(
            finding(.dracut, .init(hasDrivers: false, hasFile: false))
                == Finding(.boot(.initramfsAgrees(path: "/boot/image"))))
    }
}
