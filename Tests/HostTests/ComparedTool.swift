// SPDX-License-Identifier: Apache-2.0

/// A program under whose name daxshift runs: a case of `make compare` runs both.
enum ComparedTool: String, CaseIterable, CustomStringConvertible {
    case daxctl
    case ndctl

    var description: String { rawValue }

    /// The file of the commands.
    var cases: String { "Tests/HostTests/Compared/\(self).cases" }
    /// The states in which they run.
    var states: String { "Tests/HostTests/Compared/\(self).bash" }
    /// The page whose rows say what differs.
    var page: String { "docs/\(self).md" }

    /// The ids of the rows that say what differs in what `make compare` sees.
    var rows: [String] {
        get throws {
            var lines = try GuestScript.text(page).split(separator: "\n")[...]
            var rows: [String] = []
            while let header = lines.firstIndex(of: "| id | case | \(self) 76.1 | here | why |") {
                lines = lines[header...].dropFirst(2)
                rows += lines.prefix { $0.hasPrefix("|") }.map { String($0.split(separator: "`")[1]) }
            }
            return rows
        }
    }

    /// Whether a line on standard error is one that scripts match.
    func isMatched(_ line: Substring) -> Bool {
        beginnings.contains(where: line.hasPrefix) || parts.contains(where: line.contains)
    }

    private var beginnings: [String] {
        switch self {
        case .daxctl:
            [
                "reconfigured ", "created ", "destroyed ", "enabled ", "disabled ", "onlined memory ",
                "offlined memory ",
                "error ", "  Error: ", "Unknown ", "unknown extra parameter ", "specify a device ",
                " success: ",
            ]
        case .ndctl:
            [
                "created ", "destroyed ", "enabled ", "disabled ", "initialized ", "zeroed ", "read ",
                "wrote ", "cleared ", "checked ", "successfully verified ", "error ", "failed to ",
                "Unknown ", "unknown extra parameter ", "specify a ", "  Error: unknown ",
                "  Error: invalid ", "  Error: specify ", "  Error: --map ", "  Error: align must ",
            ]
        }
    }

    private var parts: [String] {
        switch self {
        case .daxctl:
            [
                " was already in ", " memory sections (", " already online", " already offline",
                "WARNING: detected a race", "error: kernel policy will auto-online memory, aborting",
                " are not applicable in ", " are only applicable in ",
                " is active, specify --force for deletion",
                "unknown mode requested: 0", "--no-online is incompatible with ",
            ]
        case .ndctl:
            [
                " is active, specify --force for re-configuration", " regions active, abort label write",
                " labels already initialized", " only 'pmem' namespaces support dax operation",
            ]
        }
    }
}
