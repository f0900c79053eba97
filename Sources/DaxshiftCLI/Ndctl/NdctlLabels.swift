// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import SystemPackage

/// A command of ndctl about labels, DIMMs, info blocks, block translation tables or bad sectors, from its command line.
struct NdctlLabels: Sendable {
    /// The command.
    let verb: NdctlVerb
    private let isVerbose: Bool
    private let task: Task

    private enum Task: Sendable {
        case dimms(NdctlDimms)
        case readBlocks(NdctlInfoBlocks)
        case writeBlocks(NdctlNewInfoBlock)
        case checkTables(NdctlTableCheck)
        case clearErrors(NdctlClearErrors)
    }

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid or unsupported command line.
    init(_ verb: NdctlVerb, _ arguments: GitArguments) throws(DropInProblem) {
        self.verb = verb
        isVerbose = arguments.has("verbose")
        task =
            switch verb {
            case .readInfoblock: .readBlocks(try NdctlInfoBlocks(arguments))
            case .writeInfoblock: .writeBlocks(try NdctlNewInfoBlock(arguments))
            case .checkNamespace: .checkTables(try NdctlTableCheck(arguments))
            case .clearErrors: .clearErrors(try NdctlClearErrors(arguments))
            default: .dimms(try NdctlDimms(verb, arguments))
            }
    }

    /// Carries out the command.
    ///
    /// - Throws: ``OutputError`` when the result can't be printed, `DropInProblem` when the operands mean too many objects.
    func run(
        in context: CommandContext, on host: some Host, supervisor: any Supervisor,
        journal: JournalFolder = JournalFolder(), scrubber: Scrubber = .host, isRoot: Bool
    ) throws -> DropInStatus {
        var run = NdctlStoredRun(
            DropInRun(
                verb, isVerbose: isVerbose, in: context, on: host, supervisor: supervisor, journal: journal,
                tellsPlans: false),
            isRoot: isRoot)
        return switch task {
        case .dimms(let dimms): try dimms.run(&run)
        case .readBlocks(let blocks): try blocks.run(&run)
        case .writeBlocks(let block): try block.run(&run)
        case .checkTables(let check): try check.run(&run)
        case .clearErrors(let errors): try errors.run(&run, by: scrubber)
        }
    }
}
