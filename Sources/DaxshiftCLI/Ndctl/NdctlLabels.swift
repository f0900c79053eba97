// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import SystemPackage

/// A command of ndctl about labels, DIMMs or info blocks, from its command line.
struct NdctlLabels: Sendable {
    /// The command.
    let verb: NdctlVerb

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid or unsupported command line.
    init(_ verb: NdctlVerb, _ arguments: GitArguments) throws(DropInProblem) {
        self.verb = verb
        throw .error("\(verb.rawValue): not yet", .notSupported)
    }

    /// Carries out the command.
    func run(
        in context: CommandContext, on host: some Host, supervisor: any Supervisor,
        journal: JournalFolder = JournalFolder(), isRoot: Bool
    ) throws -> DropInStatus { .nothingDone }
}
