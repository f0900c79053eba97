// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// Runs a command line of ndctl and returns its exit status.
struct NdctlCommand {
    let context: CommandContext
    /// The host's lock and journal.
    var journal = JournalFolder()
    /// Surveys the host.
    let survey: (SurveyScope) -> Inventory
    /// Changes namespaces and regions.
    let change: (NdctlChange) throws -> DropInStatus
    /// Reads and changes labels, DIMMs and info blocks.
    let labels: (NdctlLabels) throws -> DropInStatus

    /// Runs a command line: the words after `ndctl`.
    func run(_ words: ArraySlice<String>) -> DropInStatus {
        DropInCommand<NdctlVerb>(context: context, complete: complete, perform: perform).run(words)
    }

    private func perform(_ verb: NdctlVerb, _ arguments: GitArguments) throws -> DropInStatus {
        switch verb {
        case .list: return try list(arguments)
        case .createNamespace, .destroyNamespace, .enableNamespace, .disableNamespace, .checkNamespace,
            .clearErrors, .enableRegion, .disableRegion, .startScrub, .waitScrub:
            return try change(NdctlChange(verb, arguments))
        case .enableDimm, .disableDimm, .initLabels, .zeroLabels, .readLabels, .writeLabels, .checkLabels,
            .readInfoblock, .writeInfoblock:
            return try labels(NdctlLabels(verb, arguments))
        case .version, .help, .injectError, .updateFirmware, .injectSmart, .activateFirmware,
            .setupPassphrase, .updatePassphrase, .removePassphrase, .freezeSecurity, .sanitizeDimm,
            .loadKeys, .waitOverwrite, .monitor:
            return .nothingDone
        }
    }

    private func list(_ arguments: GitArguments) throws -> DropInStatus {
        throw DropInProblem.error("list: not yet", .notSupported)
    }

    private func complete(_ words: ArraySlice<String>) -> DropInCompletion {
        DropInCompletion(of: words, operands: { (_: NdctlVerb, _) in [] }, values: { _ in .words([]) })
    }
}
