// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension RunFailure: CustomStringConvertible {
    /// The failure in one line, with the reasons of a refusal as their codes.
    public var description: String {
        switch self {
        case .notRoot: "only root may change a host"
        case .lockHeld(let held): "\(held)"
        case .interrupted: "interrupted while another run changed this host"
        case .file(let error), .unreadableJournal(let error): "\(error)"
        case .openJournal(let journal):
            "a run did not finish, and its journal \(journal.path) is still open: recover it first"
        case .refused(let refusal):
            "refused: "
                + refusal.findings.map { finding in
                    (finding.object.map { "\($0): " } ?? "") + finding.code.rawValue
                }.joined(separator: ", ")
        case .unaccepted(let objects):
            "not accepted: "
                + objects.flatMap { object in object.losses.map { "\(object.object): \($0)" } }
                .joined(separator: ", ")
        case .unwatched(let error): "\(error)"
        case .unsafeRecovery(let doubt, let journal): "\(journal) can't be recovered: \(doubt)"
        case .notFinishable: "the unfinished run can't be finished, but undone"
        case .journalChanged: "the journal has changed since it was found"
        }
    }
}
