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

    private func problem(
        _ model: DeviceModel, _ content: FileContent?, _ statements: [ModprobeStatement] = [],
        on modules: [DriverModule] = both
    ) -> String? {
        do throws(Refusal) {
            _ = try choose(model, content, statements, on: modules)
            return nil
        } catch {
            return error.reasons.map(\.description).joined(separator: "\n")
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
        #expect(added.notes == ["\(file) keeps 3 lines written by hand"])
        let removed = try choose(.class, .text(text), statements)
        #expect(removed.content == .text("# mine\n\noptions kmem x=1\n"))
        let access = FileAccess(permissions: 0o600, user: 7, group: 8)
        #expect(
            try choose(.bus, .text("# mine\n", access)).content
                == .text("# mine\nblacklist dax_pmem_compat\nalias nd:t7* dax_pmem\n", access))
        #expect(removed.notes == ["\(file) keeps 2 lines written by hand"])
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
        #expect(removed.notes.first?.contains("/usr/share/daxctl/daxctl.conf stays") == true)
        #expect(problem(.bus, .link("/dev/null"))?.contains("link to /dev/null") == true)
    }

    @Test("what another file says against it is named, with its line")
    func contradictions() {
        let other = "/etc/modprobe.d/site.conf"
        let barred = statement(.blacklist(.daxPmem), line: 4, in: other)
        #expect(problem(.bus, .absent, [barred])?.contains("\(other), line 4, says 'words of it'") == true)
        let alias = statement(.alias(.daxPmem), line: 2, in: other)
        #expect(problem(.class, .absent, [alias])?.contains("\(other), line 2") == true)
        let builtIn = modules(compat: .builtIn, pmem: .loadable)
        #expect(problem(.bus, .absent, on: builtIn)?.contains("is part of the kernel") == true)
        #expect(problem(.bus, nil)?.contains("can't be read") == true)
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
        func remarks(_ maker: Initramfs.Maker, _ contents: Initramfs.Contents?) -> String {
            NextBoot(
                file: .text("x"), statements: [],
                initramfs: Initramfs(path: "/boot/image", maker: maker, contents: contents)
            ).initramfsRemarks(on: kernel).joined()
        }
        let other = Initramfs.Contents(hasDrivers: true, hasFile: false)
        #expect(remarks(.initramfsTools, other).contains("'update-initramfs -u -k 5.10.0-1' makes it again"))
        #expect(remarks(.dracut, other).contains("'dracut --force /boot/image 5.10.0-1' makes it again"))
        #expect(remarks(.dracut, nil).contains("could not look into /boot/image"))
        #expect(remarks(.dracut, .init(hasDrivers: false, hasFile: false)) == "/boot/image agrees")
    }
}
