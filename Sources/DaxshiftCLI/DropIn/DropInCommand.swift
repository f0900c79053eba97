// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// Runs a command line of daxctl or ndctl and returns its exit status.
struct DropInCommand<Verb: DropInVerb> {
    let context: CommandContext
    /// Tells what the last of these words can become.
    let complete: (ArraySlice<String>) -> DropInCompletion
    /// Runs any command but `version` and `help`.
    let perform: (Verb, GitArguments) throws -> DropInStatus

    /// Runs a command line: the words after the program's name.
    func run(_ words: ArraySlice<String>) -> DropInStatus {
        do {
            return try end(words)
        } catch let error as OutputError {
            context.note(["\(Verb.program): \(error)"])
            return DropInStatus(error.underlyingError)
        } catch let failure as CommandFailure {
            context.note(failure.lines.map { "\(Verb.program): \($0)" })
            return DropInStatus(failure.code.errno)
        } catch {
            context.note(["\(Verb.program): \(error)"])
            return DropInStatus(.ioError)
        }
    }

    private func end(_ words: ArraySlice<String>) throws -> DropInStatus {
        guard let first = words.first else {
            try context.output.write(Verb.usage)
            return .nothingDone
        }
        switch first {
        case "--version", "-v": return try print(Verb.supportedVersion)
        case "--help", "-h": return try help(on: words.dropFirst().first)
        case "--list-cmds": return try print(Verb.allCases.map(\.rawValue).joined(separator: "\n"))
        case "---completion": return try offer(complete(words.dropFirst()))
        case _ where first.hasPrefix("-"):
            context.note([
                "Unknown option: \(first)", "", " Usage: \(Verb.program) [--version] [--help] COMMAND [ARGS]",
            ])
            return .usage
        default: break
        }
        guard let verb = Verb(rawValue: first) else {
            context.note(["Unknown command: '\(first)'"])
            return .nothingDone
        }
        let rest = words.dropFirst()
        return rest.first == "--help" ? try help(on: first) : try run(verb, rest)
    }

    private func offer(_ completion: DropInCompletion) throws(OutputError) -> DropInStatus {
        switch completion {
        case .file: return .fileName
        case .words(let words):
            try context.output.write(words.map { $0 + "\n" }.joined())
            return .success
        }
    }

    private func run(_ verb: Verb, _ words: ArraySlice<String>) throws -> DropInStatus {
        guard verb != .version else { return try print(Verb.supportedVersion) }
        if let absence = verb.absence { return end(absence) }
        let arguments: GitArguments
        do throws(GitOptionError) {
            arguments = try GitArguments(words, verb.options)
        } catch {
            return try end(verb, error)
        }
        guard verb != .help else { return try help(on: arguments.operands.first) }
        do {
            return try perform(verb, arguments)
        } catch let problem as DropInProblem {
            return end(verb, problem)
        }
    }

    private func end(_ absence: String) -> DropInStatus {
        context.note([absence])
        return .nothingDone
    }

    private func end(_ verb: Verb, _ problem: DropInProblem) -> DropInStatus {
        switch problem {
        case .usage(let lines): return usage(of: verb, lines)
        case .failure(let line, let errno): return fail(verb, [line], errno)
        case .error(let text, let errno): return fail(verb, DropInProblem.lines(text), errno)
        }
    }

    private func fail(_ verb: Verb, _ lines: [String], _ errno: Errno) -> DropInStatus {
        context.note(lines + verb.closing(of: 0, errno))
        return DropInStatus(errno)
    }

    private func end(_ verb: Verb, _ error: GitOptionError) throws(OutputError) -> DropInStatus {
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

    private func usage(of verb: Verb, _ lines: [String], _ options: [GitOption]? = nil) -> DropInStatus {
        context.note(lines)
        context.diagnostics.write(verb.usage(options ?? verb.options))
        return .usage
    }

    private func help(on name: String?) throws(OutputError) -> DropInStatus {
        guard let name else {
            try context.output.write(Verb.usage)
            return .success
        }
        guard let verb = Verb(rawValue: name) else {
            context.note(["No manual entry for \(Verb.program)-\(name)"])
            return .noManual
        }
        if let absence = verb.absence { return end(absence) }
        try context.output.write(verb.usage(verb.options))
        return .success
    }

    private func print(_ text: String) throws(OutputError) -> DropInStatus {
        try context.output.write(text + "\n")
        return .success
    }
}
