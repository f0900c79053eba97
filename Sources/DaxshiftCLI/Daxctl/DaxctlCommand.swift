// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// Runs a command line of daxctl and returns its exit status.
struct DaxctlCommand {
    let context: CommandContext
    /// The host's lock and journal.
    var journal = JournalFolder()
    /// Surveys the host.
    let survey: (SurveyScope) -> Inventory
    /// Changes the host.
    let change: (DaxctlChange) throws -> DropInStatus

    /// Runs a command line: the words after `daxctl`.
    func run(_ words: ArraySlice<String>) -> DropInStatus {
        DropInCommand<DaxctlVerb>(context: context, complete: complete, perform: perform).run(words)
    }

    private func perform(_ verb: DaxctlVerb, _ arguments: GitArguments) throws -> DropInStatus {
        switch verb {
        case .list: try list(arguments)
        case .splitACPI:
            context.note(try DaxctlSplitACPI(arguments).run())
            return .success
        case .version, .help, .migrateDeviceModel, .createDevice, .destroyDevice, .reconfigureDevice,
            .onlineMemory, .offlineMemory, .disableDevice, .enableDevice:
            return try change(DaxctlChange(verb, arguments))
        }
        return .success
    }

    private func list(_ arguments: GitArguments) throws {
        guard arguments.operands.isEmpty else {
            throw DropInProblem.usage(arguments.operands.map { "  Error: unknown parameter \"\($0)\"" })
        }
        let list = DaxctlList(arguments)
        context.note(list.notes + journal.warnings.map { "warning: \($0)" })
        let text = list.text(of: survey(list.scope))
        if !text.isEmpty { try context.output.write(text) }
    }

    private func complete(_ words: ArraySlice<String>) -> DropInCompletion {
        DropInCompletion(of: words, operands: operands, values: values)
    }

    private func operands(of verb: DaxctlVerb, after given: [String]) -> [String] {
        given.isEmpty && verb.purpose != nil ? LiveNames.devices(of: survey([])) + ["all"] : []
    }

    private func values(of option: GitOption) -> DropInCompletion {
        switch option {
        case .region: .words(LiveNames.regions(of: survey([])) + ["all"])
        case .device: .words(LiveNames.devices(of: survey([])) + ["all"])
        case .mode: .words(DaxDevice.Mode.allCases.map(\.rawValue))
        case .input, .directory: .file
        default: .words([])
        }
    }
}
