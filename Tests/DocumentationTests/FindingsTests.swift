// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@Suite struct FindingsTests {
    /// The code and the severity of each line of a table of codes in `docs/findings.md`.
    private static func documented() throws -> [(code: String, severity: String)] {
        try Project.text("docs/findings.md").split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
                .map { $0.filter { $0 != " " } }
            guard cells.count == 7, cells[1].hasPrefix("`"), cells[1].contains(".") else { return nil }
            return (cells[1].filter { $0 != "`" }, cells[2])
        }
    }

    @Test func `every code is listed once, with its severity`() throws {
        let listed = try Self.documented()
        #expect(listed.map(\.code) == Finding.Code.allCases.map(\.rawValue))
        for (code, severity) in listed {
            #expect(Finding.Code(rawValue: code)?.severity.rawValue == severity, "\(code)")
        }
    }

    @Test func `every severity is explained`() throws {
        let text = try Project.text("docs/findings.md")
        for severity in Finding.Severity.allCases {
            #expect(text.contains("\n| `\(severity.rawValue)` |"))
        }
    }
}
