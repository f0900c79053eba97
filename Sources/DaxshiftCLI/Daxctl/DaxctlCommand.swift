// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// Runs a command line of daxctl and returns its exit status.
struct DaxctlCommand {
    /// The version of daxctl whose command line is supported.
    static let version = "85"

    let context: CommandContext
    /// The host's lock and journal.
    var journal = JournalFolder()
    /// Surveys the host.
    let survey: (SurveyScope) -> Inventory
    /// Changes the host.
    let change: (DaxctlChange) throws -> DaxctlStatus

    /// Runs a command line: the words after `daxctl`.
    func run(_ words: ArraySlice<String>) -> DaxctlStatus {
        do {
            return try end(words)
        } catch let error as OutputError {
            context.note(["daxctl: \(error)"])
            return DaxctlStatus(error.underlyingError)
        } catch let failure as CommandFailure {
            context.note(failure.lines.map { "daxctl: \($0)" })
            return DaxctlStatus(failure.code.errno)
        } catch {
            context.note(["daxctl: \(error)"])
            return DaxctlStatus(.ioError)
        }
    }

    private func end(_ words: ArraySlice<String>) throws -> DaxctlStatus {
        guard let first = words.first else {
            try context.output.write(DaxctlVerb.usage)
            return .nothingDone
        }
        switch first {
        case "--version", "-v": return try print(Self.version)
        case "--help", "-h": return try help(on: words.dropFirst().first)
        case "--list-cmds": return try print(DaxctlVerb.allCases.map(\.rawValue).joined(separator: "\n"))
        case "---completion": return try complete(words.dropFirst())
        case _ where first.hasPrefix("-"):
            context.note([
                "Unknown option: \(first)", "", " Usage: daxctl [--version] [--help] COMMAND [ARGS]",
            ])
            return .usage
        default: break
        }
        guard let verb = DaxctlVerb(rawValue: first) else {
            context.note(["Unknown command: '\(first)'"])
            return .nothingDone
        }
        let rest = words.dropFirst()
        return rest.first == "--help" ? try help(on: first) : try run(verb, rest)
    }

    private func complete(_ words: ArraySlice<String>) throws(OutputError) -> DaxctlStatus {
        switch DaxctlCompletion(of: words, on: { survey([]) }) {
        case .file: return .fileName
        case .words(let words):
            try context.output.write(words.map { $0 + "\n" }.joined())
            return .success
        }
    }

    private func run(_ verb: DaxctlVerb, _ words: ArraySlice<String>) throws -> DaxctlStatus {
        guard verb != .version else { return try print(Self.version) }
        let arguments: GitArguments
        do throws(GitOptionError) {
            arguments = try GitArguments(words, verb.options)
        } catch {
            return try end(verb, error)
        }
        switch verb {
        case .version, .help: return try help(on: arguments.operands.first)
        case .list:
            guard arguments.operands.isEmpty else {
                return usage(
                    of: verb, arguments.operands.map { "  Error: unknown parameter \"\($0)\"" })
            }
            let list = DaxctlList(arguments)
            context.note(list.notes + journal.warnings.map { "warning: \($0)" })
            let text = list.text(of: survey(list.scope))
            if !text.isEmpty { try context.output.write(text) }
            return .success
        case .splitACPI, .migrateDeviceModel, .createDevice, .destroyDevice, .reconfigureDevice,
            .onlineMemory,
            .offlineMemory, .disableDevice, .enableDevice:
            do {
                if verb == .splitACPI {
                    context.note(try DaxctlSplitACPI(arguments).run())
                    return .success
                }
                return try change(DaxctlChange(verb, arguments))
            } catch let problem as DaxctlProblem {
                return end(verb, problem)
            }
        }
    }

    private func end(_ verb: DaxctlVerb, _ problem: DaxctlProblem) -> DaxctlStatus {
        switch problem {
        case .usage(let lines): return usage(of: verb, lines)
        case .failure(let line, let errno):
            context.note([line] + verb.closing(of: 0, errno))
            return DaxctlStatus(errno)
        }
    }

    private func end(_ verb: DaxctlVerb, _ error: GitOptionError) throws(OutputError) -> DaxctlStatus {
        switch error {
        case .listOptions:
            try context.output.write(verb.options.map { "--\($0.long) " }.joined())
            return .listOptions
        case .noValue(_, let option), .noNumber(_, let option), .unwantedValue(_, let option):
            return usage(of: verb, error.problem.map { ["  Error: \($0)"] } ?? [], [option])
        case .help, .unknownLong, .unknownShort, .ambiguous:
            return usage(of: verb, error.problem.map { ["  Error: \($0)"] } ?? [])
        }
    }

    private func usage(
        of verb: DaxctlVerb, _ lines: [String], _ options: [GitOption]? = nil
    ) -> DaxctlStatus {
        context.note(lines)
        context.diagnostics.write(verb.usage(options ?? verb.options))
        return .usage
    }

    private func help(on name: String?) throws(OutputError) -> DaxctlStatus {
        guard let name else {
            try context.output.write(DaxctlVerb.usage)
            return .success
        }
        guard let verb = DaxctlVerb(rawValue: name) else {
            context.note(["No manual entry for daxctl-\(name)"])
            return .noManual
        }
        try context.output.write(verb.usage(verb.options))
        return .success
    }

    private func print(_ text: String) throws(OutputError) -> DaxctlStatus {
        try context.output.write(text + "\n")
        return .success
    }
}
