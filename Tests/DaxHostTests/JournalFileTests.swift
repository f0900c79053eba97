// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Glibc
import SampleHosts
import SystemPackage
import Testing

@testable import DaxHost

@Suite("The journal's file")
struct JournalFileTests {
    @Test("tells all of a run, and is gone when that ended well")
    func run() throws {
        try withTemporaryFolder { folder in
            let folder = JournalFolder(in: RunFolder(path: folder + "/daxshift"))
            #expect(try folder.read() == nil)
            var plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
            plan.devices[0].identity.uuid = "a-b"
            let journal = try Journal.create(in: folder, plan: plan, command: "test")
            #expect(throws: RunFileError.self) {
                try Journal.create(in: folder, plan: plan, command: "test")
            }
            let host = SimulatedHost(.sample)
            _ = Executor(host: host).run(plan, basis: .sample, journal: journal)
            let contents = JournalContents(parsing: try #require(try folder.read()))
            #expect(contents.damage.isEmpty)
            #expect(try contents.header?.boot == folder.boot())
            #expect(contents.header?.pid == getpid())
            #expect(contents.plan?.steps == plan.steps)
            #expect(contents.devices.map(\.name) == [.pmem])
            #expect(contents.devices.map(\.identity.uuid) == ["a-b"])
            // The record that a step is done is written when the next one begins.
            #expect(contents.events.count == 2 * plan.steps.count - 1)
            #expect(contents.begun == Array(plan.steps.indices))
            var status = stat()
            #expect(stat(folder.folder.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
            #expect(stat(folder.journal, &status) == 0 && status.st_mode & 0o777 == 0o600)
            try journal.close()
            #expect(try folder.read() == nil)
        }
    }

    @Test("goes on behind the last whole record")
    func reopen() throws {
        try withTemporaryFolder { folder in
            let folder = JournalFolder(in: RunFolder(path: folder + "/daxshift"))
            let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
            do {
                let journal = try Journal.create(in: folder, plan: plan, command: "test")
                try journal.begin(0, plan.steps[0])
                try journal.begin(1, plan.steps[1])
            }
            let size = try #require(try folder.read()).count
            truncate(folder.journal, size - 30)
            let contents = JournalContents(parsing: try #require(try folder.read()))
            #expect(contents.tornBegin == 1 && contents.begun == [0, 1] && contents.damage.isEmpty)
            do {
                let journal = try Journal.reopen(contents, try Recovery(contents), in: folder)
                try journal.record(JournalEvent(.undone, step: 1), note: "")
            }
            let after = JournalContents(parsing: try #require(try folder.read()))
            #expect(after.damage.isEmpty && after.begun == [0])
            let archive = try folder.archive(boot: "old")
            #expect(archive.hasSuffix("/journal-old") && access(archive, F_OK) == 0)
            #expect(try folder.read() == nil)
        }
    }

    @Test("is put aside in the place of no other, whatever it is")
    func aside() throws {
        try withTemporaryFolder { (folder: String) throws in
            let folder = JournalFolder(in: RunFolder(path: folder))
            symlink("nowhere", folder.journal + "-abandoned-2")
            for name in ["abandoned", "abandoned-3"] {
                mkfifo(folder.journal, 0o600)
                #expect(throws: RunFileError.self) { try folder.read() }
                #expect(try folder.putAside(as: "abandoned") == folder.journal + "-" + name)
            }
            #expect(try folder.read() == nil)
            #expect(throws: RunFileError.self) { try folder.putAside(as: "abandoned") }
        }
    }

    @Test("is not begun where this boot has no name", arguments: [nil, "", "unknown\n"])
    func noBoot(text: String?) throws {
        try withTemporaryFolder { folder in
            let file = folder + "/boot_id"
            if let text {
                let descriptor = open(file, O_WRONLY | O_CREAT, 0o600)
                _ = write(descriptor, text, text.utf8.count)
                close(descriptor)
            }
            let folder = JournalFolder(in: RunFolder(path: folder + "/daxshift"), bootFile: file)
            let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
            let error = #expect(throws: RunFileError.self) {
                try Journal.create(in: folder, plan: plan, command: "test")
            }
            #expect(error?.path == file)
            #expect(access(folder.journal, F_OK) != 0)
            #expect(!folder.isEarlier("another"))
            #expect(!JournalFolder(in: folder.folder).isEarlier("unknown"))
            #expect(JournalFolder(in: folder.folder).isEarlier("another"))
        }
    }

    @Test("is whole at every moment, however long")
    func long() throws {
        try withTemporaryFolder { folder in
            let folder = JournalFolder(in: RunFolder(path: folder + "/daxshift"))
            let step = Step(
                for: .device(.pmem), action: .block(4_000_000, .online(.movable)),
                undo: .action(.block(4_000_000, .offline)))
            let plan = Plan(devices: [], steps: Array(repeating: step, count: 3000))
            let journal = try Journal.create(in: folder, plan: plan, command: "test")
            for index in plan.steps.indices {
                try journal.begin(index, step)
                if index % 500 == 0 {
                    let bytes = try #require(try folder.read())
                    let contents = JournalContents(parsing: bytes)
                    #expect(contents.damage.isEmpty && contents.tornBegin == nil)
                    #expect(contents.plan?.steps.count == 3000)
                    #expect(contents.events.count == 2 * index + 1)
                    #expect(contents.wholeLength == bytes.count)
                }
                try journal.record(JournalEvent(.done, step: index), note: "")
            }
        }
    }

    /// The file can't grow beyond two pages, so a longer write is cut short by the kernel.
    @Test("has nothing of records that can't be written as a whole, and those that were written before")
    func full() throws {
        typealias Create = @convention(c) (UnsafePointer<CChar>, CUnsignedInt) -> CInt
        let create = unsafeBitCast(try #require(dlsym(nil, "memfd_create")), to: Create.self)
        let file = create("journal", CUnsignedInt(2))  // MFD_ALLOW_SEALING
        try #require(file >= 0 && ftruncate(file, 8192) == 0)
        let copy = dup(file)
        defer { close(copy) }
        try #require(fcntl(copy, 1033, 4) == 0)  // F_ADD_SEALS, F_SEAL_GROW
        var journal = JournalFile(FileDescriptor(rawValue: file), length: 0)
        let line = Array(repeating: UInt8(ascii: "x"), count: 3999) + [UInt8(ascii: "\n")]
        line.withUnsafeBufferPointer { journal.add($0) }
        try journal.write()
        for _ in 0..<2 { line.withUnsafeBufferPointer { journal.add($0) } }
        let error = #expect(throws: Errno.self) { try journal.write() }
        #expect(error == .notPermitted)
        #expect(lseek(copy, 0, SEEK_END) == 4000)
        // A record that could not be written is not written with the next one.
        #expect(throws: Never.self) { try journal.write() }
        #expect(lseek(copy, 0, SEEK_END) == 4000)
    }

    @Test("is not kept where others could change it")
    func unsafe() throws {
        try withTemporaryFolder { folder in
            let plan = try Planner(.sample).plan(Request(.systemRAM(nil), .pmem))
            mkdir(folder + "/open", 0o777)
            chmod(folder + "/open", 0o770)
            mkdir(folder + "/real", 0o700)
            symlink(folder + "/real", folder + "/link")
            mkdir(folder + "/linked", 0o700)
            symlink(folder + "/elsewhere", folder + "/linked/journal")
            for name in ["open", "link", "linked", "none/daxshift"] {
                #expect(throws: RunFileError.self, "\(name)") {
                    try Journal.create(
                        in: JournalFolder(in: RunFolder(path: folder + "/" + name)), plan: plan,
                        command: "test")
                }
            }
            for name in ["open", "link", "linked"] {
                #expect(throws: RunFileError.self, "\(name)") {
                    try JournalFolder(in: RunFolder(path: folder + "/" + name)).read()
                }
            }
        }
    }

    @Test("is refused where it is longer than any that is written", .timeLimit(.minutes(10)))
    func length() throws {
        try Folder.with(["journal": "daxshift-journal/1 "]) { folder in
            try #require(chmod(folder.path, 0o700) == 0 && truncate(folder.path + "/journal", 3 << 30) == 0)
            let error = #expect(throws: RunFileError.self) {
                try JournalFolder(in: RunFolder(path: folder.path)).read()
            }
            #expect(error?.errno == .fileTooLarge)
        }
    }
}
