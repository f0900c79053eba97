// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// A command of ndctl that changes namespaces or regions, from its command line.
struct NdctlChange: Sendable {
    /// The command.
    let verb: NdctlVerb

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid or unsupported command line.
    init(_ verb: NdctlVerb, _ arguments: GitArguments) throws(DropInProblem) {
        self.verb = verb
        throw .error("\(verb.rawValue): not yet", .notSupported)
    }
}
