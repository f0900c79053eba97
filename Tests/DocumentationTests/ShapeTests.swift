// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage
import Testing

/// `.ci/check-shape` finds each offence: each case is a project of one file that breaks one rule.
@Suite struct ShapeTests {
    private static let licence = "// SPDX-License-Identifier: Apache-2.0\n"

    @Test(
        arguments: [
            ("notes.txt", "", "notes.txt:1: stands at the top level"),
            ("Scripts/run.py", "", "Scripts:1: stands at the top level"),
            ("Sources/DaxModel/A.swift", "let a = 1\n", "A.swift:1: names no licence"),
            ("Makefile", "all:\n", "Makefile:1: names no licence"),
            ("Sources/CLibraries/daxctl.h", "int a;\n", "daxctl.h:1: names no licence"),
            (".ci/run", "#!/bin/sh\n", ".ci/run:1: names no licence"),
            ("Sources/DaxLab/A.swift", licence + "import Foundation\n", "A.swift:2: Foundation is imported"),
            ("Sources/DaxModel/A.swift", licence + "internal import Glibc\n", "A.swift:2: DaxModel imports"),
            (
                "Sources/DaxModel/A.swift", licence + "@testable import DaxHost\n",
                "A.swift:2: DaxModel imports"
            ),
            ("Sources/DaxModel/A.swift", licence + "import func Glibc.open\n", "A.swift:2: DaxModel imports"),
            (
                "Sources/DaxshiftCLI/A.swift", licence + "internal import Sysfs\n",
                "A.swift:2: a wrapper is imported"
            ),
            (
                "Sources/DaxHost/A.swift", licence + "internal import Yaml\n",
                "A.swift:2: Yaml is imported"
            ),
            (
                "Sources/DaxFormat/A.swift", licence + "internal import CYaml\n",
                "A.swift:2: CYaml is imported"
            ),
            (
                "Sources/DaxHost/A.swift", licence + "internal import CNdctl\n",
                "A.swift:2: CNdctl is imported"
            ),
            (
                "Sources/DaxHost/A.swift", licence + "let a = open(path, O_RDONLY)\n",
                "A.swift:2: a file is opened"
            ),
            (
                "Sources/DaxHost/A.swift", licence + "let a = Glibc.fopen(path, mode)\n",
                "A.swift:2: a file is opened"
            ),
            (
                "Sources/Kmod/A.swift", licence + "let a = try FileDescriptor.open(path, .readOnly)\n",
                "A.swift:2: a file is opened"
            ),
            ("Sources/DaxLab/A.swift", licence + "let a = \"/sys/bus/dax\"\n", "A.swift:2: /sys is named"),
            ("Sources/DaxshiftCLI/A.swift", licence + "let a = \"/sys\"\n", "A.swift:2: /sys is named"),
            ("Sources/Sysfs/A.swift", licence + "print(1)\n", "A.swift:2: a library prints"),
            ("Sources/DaxHost/A.swift", licence + "Glibc.exit(1)\n", "A.swift:2: a library prints"),
        ])
    func `a broken rule is found`(file: String, text: String, finding: String) async throws {
        let result = try await Self.check(file: file, text: text)
        #expect(result.status == .exited(1))
        #expect(result.errors.contains(finding), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }

    @Test(
        arguments: [
            (
                "Sources/DaxHost/A.swift",
                "internal import Sysfs\n// open(path)\nlet a = try Sysfs.read(\"/sys/bus\")\n"
            ),
            ("Sources/Sysfs/A.swift", "internal import Glibc\nlet a = Glibc.open(path, O_RDONLY)\n"),
            ("Sources/DaxLab/A.swift", "let a = try FileDescriptor.open(path, .readOnly)\nreopen(file)\n"),
            ("Sources/DaxModel/A.swift", "/// They import nothing.\nlet important = 1\n"),
        ])
    func `what is allowed is not found`(file: String, text: String) async throws {
        let result = try await Self.check(file: file, text: Self.licence + text)
        #expect(result.status == .exited(0), "\(result.errors)")
    }

    /// Checks a repository that holds one file.
    private static func check(file: String, text: String) async throws -> Project.Result {
        try await withTemporaryFolder { folder in
            let script = """
                set -e
                git init -q
                mkdir -p Sources/DaxModel "$(dirname "$1")"
                printf %s "$2" >"$1"
                exec "$3"
                """
            let checker = Project.root.appending(".ci").appending("check-shape").string
            return try await Project.run(
                .name("bash"), ["-c", script, "bash", file, text, checker], in: folder)
        }
    }
}
