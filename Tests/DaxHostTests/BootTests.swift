// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Glibc
import SampleHosts
import Sysfs
import SystemPackage
import Testing

@testable import DaxHost

private func write(_ text: String, to path: String, _ mode: mode_t = 0o644) throws {
    let file = try FileDescriptor.open(
        FilePath(path), .writeOnly, options: [.create, .truncate], permissions: .init(rawValue: mode))
    try file.closeAfter { _ = try file.writeAll(text.utf8) }
}

@Suite("What modprobe reads")
struct ModprobeFilesTests {
    @Test("statements on the drivers of NVDIMMs' dax devices are found, others are not")
    func statements() {
        let text = """
            # alias nd:t7 x
            alias nd:t7* dax-pmem
              blacklist   dax_pmem_compat
            alias nd:t* off
            alias nd:t5 nd_pmem
            blacklist kmem
            install dax_pmem /bin/true
            install dax_pmem_compat /sbin/modprobe --ignore-install dax_pmem_compat
            alias pci:* \\
            nothing
            blacklist \\
              dax_pmem
            alias
            """
        let found = ModprobeFiles.statements(in: text, of: "f")
        #expect(
            found.map(\.directive) == [
                .alias(.daxPmem), .blacklist(.daxPmemCompat), .alias(DriverName(rawValue: "off")),
                .install(.daxPmem), .blacklist(.daxPmem),
            ])
        #expect(found.map(\.lines) == [2...2, 3...3, 4...4, 7...7, 11...12])
        #expect(found[1].description == "f, line 3: blacklist dax_pmem_compat")
    }

    @Test("a file hides those of its name further on, and the command line comes last")
    func order() throws {
        try withTemporaryFolder { folder in
            for name in ["etc", "lib"] { mkdir("\(folder)/\(name)", 0o755) }
            try write("blacklist dax_pmem\n", to: "\(folder)/lib/a.conf")
            try write("blacklist dax_pmem\n", to: "\(folder)/lib/b.conf")
            try write("blacklist dax_pmem_compat\n", to: "\(folder)/etc/b.conf")
            try write("blacklist dax_pmem\n", to: "\(folder)/etc/c.txt")
            try write(
                "quiet modprobe.blacklist=x,dax-pmem module_blacklist=dax_pmem_compat\n", to: "\(folder)/line"
            )
            let (statements, gaps) = ModprobeFiles.statements(
                in: ["\(folder)/etc", "\(folder)/lib", "\(folder)/none"], commandLine: "\(folder)/line")
            #expect(gaps.isEmpty)
            #expect(
                statements.map { $0.file.dropFirst(folder.count) } == [
                    "/lib/a.conf", "/etc/b.conf", "/line", "/line",
                ])
            #expect(
                statements.map(\.directive) == [
                    .blacklist(.daxPmem), .blacklist(.daxPmemCompat), .blacklist(.daxPmem),
                    .blacklist(.daxPmemCompat),
                ])
        }
    }
}

@Suite("A configuration file")
struct ConfigurationFileTests {
    /// The permissions of a file of this user.
    private func own(_ permissions: UInt16) -> FileAccess {
        FileAccess(permissions: permissions, user: geteuid(), group: getegid())
    }

    @Test("is replaced whole, and given back as it was")
    func replace() throws {
        try withTemporaryFolder { folder in
            let file = ConfigurationFile(path: folder + "/modprobe.d/daxctl.conf")
            #expect(try file.content() == .absent)
            for content in [
                FileContent.text("a\n", own(0o644)), .text("a\n", own(0o600)), .link("/nowhere/else"),
                .text("", own(0o666)), .link("x"), .absent, .absent,
            ] {
                try file.put(content)
                #expect(try file.content() == content)
                #expect(try Sysfs.names(in: folder + "/modprobe.d")?.count == (content == .absent ? 0 : 1))
            }
        }
    }

    @Test("is never written through a link")
    func link() throws {
        try withTemporaryFolder { folder in
            try write("theirs", to: folder + "/target")
            let file = ConfigurationFile(path: folder + "/file")
            try file.put(.link(folder + "/target"))
            // A link in place of the temporary file is not followed either.
            symlink(folder + "/target", folder + "/file.daxshift-new")
            try file.put(.text("mine", own(0o640)))
            #expect(try Sysfs.read(folder + "/target") == "theirs")
            #expect(try file.content() == .text("mine", own(0o640)))
        }
    }

    @Test("keeps its owner", .enabled("only root may give files away") { geteuid() == 0 })
    func owner() throws {
        try withTemporaryFolder { folder in
            let file = ConfigurationFile(path: folder + "/file")
            let content = FileContent.text("a\n", FileAccess(permissions: 0o640, user: 12, group: 34))
            try file.put(content)
            #expect(try file.content() == content)
        }
    }

    @Test("that is no text is not taken for one")
    func binary() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/file"
            let descriptor = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: .create, permissions: .ownerReadWrite)
            try descriptor.closeAfter { _ = try descriptor.writeAll([0xff, 0x00]) }
            #expect(try ConfigurationFile(path: path).content() == nil)
        }
    }

    @Test("says why it can't be written")
    func refused() {
        #expect(throws: Errno.noSuchFileOrDirectory) {
            try ConfigurationFile(path: "/proc/self/nowhere/file").put(.text("x"))
        }
    }
}

@Suite("The initramfs")
struct InitramfsImageTests {
    private let kernel = KernelRelease(rawValue: "5.10.0-1")

    @Test("is listed by the program that is installed")
    func find() throws {
        try withTemporaryFolder { folder in
            func found() -> Initramfs? {
                InitramfsImage.find(for: kernel, in: folder, programs: [folder + "/bin"])
            }
            mkdir(folder + "/bin", 0o755)
            #expect(found() == nil)
            try write("", to: folder + "/initrd.img-5.10.0-1")
            #expect(found()?.maker == .initramfsTools && found()?.contents == nil)
            try write(
                "#!/bin/sh\necho usr/lib/modules/5/dax_pmem_compat.ko.xz\n", to: folder + "/bin/lsinitrd",
                0o755)
            #expect(found()?.maker == .dracut)
            #expect(found()?.contents == .init(hasDrivers: true, hasFile: false))
            try write(
                "#!/bin/sh\necho etc/modprobe.d/daxctl.conf $1\nexit 1\n", to: folder + "/bin/lsinitramfs",
                0o755)
            #expect(found()?.maker == .initramfsTools && found()?.contents == nil)
            #expect(found()?.path == folder + "/initrd.img-5.10.0-1")
        }
    }

    @Test("has drivers and the file when its list says so")
    func contents() {
        let list = """
            -rw-r--r-- 1 root 60 Jan 1 etc/modprobe.d/daxctl.conf
            usr/lib/modules/5.10/kernel/drivers/dax/pmem/dax_pmem_core.ko
            """
        #expect(InitramfsImage.contents(listed: list) == .init(hasDrivers: false, hasFile: true))
        #expect(
            InitramfsImage.contents(listed: "lib/dax_pmem.ko\netc/modprobe.d/other.conf")
                == .init(hasDrivers: true, hasFile: false))
    }

    @Test("words for a shell are quoted")
    func quoting() {
        #expect(InitramfsImage.shellLine(["a b", "it's"]) == "'a b' 'it'\\''s'")
    }
}
