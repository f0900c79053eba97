// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Glibc
import Testing

@testable import DaxHost

@Suite("The files of the layout")
struct LayoutFilesTests {
    private func files(in folder: Folder) -> [Layout.File] {
        LinuxHost().layoutFiles(at: folder.path + "/layout.yaml", in: folder.path + "/layout.d")
    }

    @Test("are layout.yaml and then those of layout.d called *.yaml, by name")
    func files() throws {
        try Folder.with(
            [
                "layout.yaml": "a", "layout.d/20.yaml": "c", "layout.d/10.yaml": "b", "layout.d/30.yml": "-",
                "layout.d/.4.yaml": "-", "layout.d/5.yaml/x.yaml": "-",
            ], links: [:]
        ) { folder in
            let files = files(in: folder)
            #expect(
                files.map { $0.path.dropFirst(folder.path.count) } == [
                    "/layout.yaml", "/layout.d/10.yaml", "/layout.d/20.yaml",
                ])
            #expect(files.map(\.text) == ["a", "b", "c"].map { .success(Array($0.utf8)) })
        }
        try Folder.with([:], links: [:]) { #expect(files(in: $0).isEmpty) }
    }

    @Test("are plain files of a mebibyte at most, and nothing else is waited for", .timeLimit(.minutes(1)))
    func hostile() throws {
        try Folder.with(
            ["layout.d/b.yaml": ""], links: ["layout.yaml": "nowhere", "layout.d/a.yaml": "/dev/zero"]
        ) {
            folder in
            try #require(mkfifo(folder.path + "/layout.d/c.yaml", 0o600) == 0)
            try #require(truncate(folder.path + "/layout.d/b.yaml", 100 << 20) == 0)
            let reasons = files(in: folder).map { file in
                if case .failure(let problem) = file.text { problem.reason } else { "read" }
            }
            #expect(
                reasons == [
                    "No such file or directory", "it is not a plain file", "it has more than 1048576 bytes",
                    "it is not a plain file",
                ])
            let host = LinuxHost()
            #expect(
                host.layoutFile(folder.path + "/none").text
                    == .failure(.init(reason: "No such file or directory")))
            #expect(host.layoutFile(folder.path).text == .failure(.init(reason: "Is a directory")))
        }
    }
}
