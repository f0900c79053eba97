// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage
import Testing

@Suite struct GeneratedFilesTests {
    @Test(arguments: ["man", "completions"])
    func `what is committed is what the commands give`(kind: String) async throws {
        let folder = kind == "man" ? "Man" : "completions"
        try await withTemporaryFolder { output in
            let made = try await Project.run(
                .path(Project.root.appending(".ci").appending("generate")),
                [kind, Project.programs().string, output.string])
            #expect(made.status == .exited(0), "\(made.errors)")
            let fresh = try await Self.files(in: output.appending(folder))
            let committed = try await Self.files(in: Project.root.appending(folder))
            #expect(!fresh.isEmpty)
            for name in fresh.union(committed).sorted() {
                let isSame =
                    try fresh.contains(name) && committed.contains(name)
                    && Project.text("\(folder)/\(name)")
                        == Project.text(output.appending(folder).appending(name))
                #expect(isSame, "\(folder)/\(name) is out of date: run 'make man completions' and commit it")
            }
        }
    }

    private static func files(in folder: FilePath) async throws -> Set<String> {
        let found = try await Project.run(
            .name("find"), [".", "-maxdepth", "1", "-type", "f", "-printf", "%f\\n"], in: folder)
        return Set(found.output.split(separator: "\n").map(String.init))
    }
}
