// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Glibc
import Testing

@testable import DaxHost

@Suite("The files of the configuration")
struct ConfigurationFilesTests {
    @Test("are those called *.conf, by name, with links followed and folders passed over")
    func files() throws {
        try Folder.with(
            [
                "b.conf": "b", "a.conf": "a", "c.conf.bak": "c", ".d.conf": "d", "e.conf/x.conf": "e",
                "f": "f",
            ],
            links: ["c.conf": "f", "g.conf": "/dev/null", "h.conf": "nowhere"]
        ) { folder in
            let files = Surveyor.configurationFiles(in: folder.path)
            #expect(
                files.map { $0.path.dropFirst(folder.path.count) } == [
                    "/a.conf", "/b.conf", "/c.conf", "/g.conf", "/h.conf",
                ])
            #expect(
                files.map(\.text) == [
                    .success("a"), .success("b"), .success("f"), .success(""),
                    .failure(.init(reason: "No such file or directory")),
                ])
            #expect(Surveyor.configurationFiles(in: folder.path + "/none").isEmpty)
            #expect(
                Surveyor.configurationFiles(in: folder.path + "/f").map(\.text) == [
                    .failure(.init(reason: "Not a directory"))
                ])
        }
    }

    @Test("are plain files of a mebibyte at most, and nothing else is waited for", .timeLimit(.minutes(10)))
    func hostile() throws {
        try Folder.with([:], links: ["b.conf": "/dev/zero", "c.conf": "/dev/null"]) { folder in
            try #require(mkfifo(folder.path + "/a.conf", 0o600) == 0)
            try #require(mkfifo(folder.path + "/a.rules", 0o600) == 0)
            for name in ["d.conf", "e.conf"] { try folder.write("#", to: name) }
            try #require(truncate(folder.path + "/d.conf", 3 << 30) == 0)
            try #require(truncate(folder.path + "/e.conf", 1 << 20) == 0)
            let files = Surveyor.configurationFiles(in: folder.path)
            let reasons = files.map { file in
                if case .failure(let problem) = file.text { problem.reason } else { "read" }
            }
            #expect(
                reasons == [
                    "it is not a plain file", "it is not a plain file", "read",
                    "it has more than 1048576 bytes",
                    "read",
                ])
            let (statements, gaps) = ModprobeFiles.statements(in: [folder.path], commandLine: "/dev/null")
            #expect(statements.isEmpty)
            #expect(gaps.map(\.reason) == [reasons[0], reasons[1], reasons[3]])
            #expect(MemoryRule.all(in: [folder.path]).isEmpty)
        }
    }

    @Test("are read in time that grows with their length", .timeLimit(.minutes(10)))
    func length() {
        let count = 300_000
        let continued = String(repeating: "a\\\n", count: count)
        let sections = (0..<60_000).map { _ in "[reconfigure-device a]\nrange=0x0-0xfff\n" }.joined()
        let read = { (text: String) in DeviceConfiguration([.init(path: "x.conf", text: .success(text))]) }
        #expect(read("[reconfigure-device a]\n" + continued).problems.count == 1)
        #expect(read(sections).problems.count == 60_000)
        let digits = read("[reconfigure-device a]\ntarget_node = " + String(repeating: "1", count: 1 << 20))
        #expect(
            digits.problems.map(\.fault) == [
                .badValue(key: "target_node", String(repeating: "1", count: 80) + "…", .node)
            ])
        #expect(
            ModprobeFiles.statements(in: continued + "\nblacklist dax_pmem", of: "f").map(\.lines) == [
                count + 2...count + 2
            ])
        #expect(
            MemoryRule.rules(in: continued + "\nSUBSYSTEM==\"memory\", RUN+=\"online\"", of: "f").count == 1)
    }
}
