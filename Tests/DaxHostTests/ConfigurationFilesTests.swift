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
}
