// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

/// A kind of fault, and how it strikes at each step.
enum FaultKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case busy = "EBUSY"
    case inputOutput = "EIO"
    case interrupted = "EINTR"
    case noMemory = "ENOMEM"
    case accessDenied = "EACCES"
    case late = "a delay past the limit"
    case noEffect = "taken without effect"
    case wrongValue = "reads back wrong"
    case doneAndRefused = "done, and an error given"
    case interruption = "SIGINT"
    case undo = "a failure while undoing"

    var testDescription: String { rawValue }

    private var errno: ErrorNumber? {
        switch self {
        case .busy: .busy
        case .inputOutput: .inputOutput
        case .interrupted: .interrupted
        case .noMemory: .noMemory
        case .accessDenied: .accessDenied
        default: nil
        }
    }

    /// The faults of this kind at the n-th action of a plan of so many steps.
    func strikes(at n: Int, of count: Int) -> [Strike] {
        if let errno {
            return [Strike(.refused(at: n, errno)), Strike(.refusedForGood(at: n, errno))]
        }
        return switch self {
        case .late: [Strike(.late(at: n))]
        case .noEffect: [Strike(.noEffect(at: n))]
        case .wrongValue: [Strike(.wrongValue(at: n))]
        case .doneAndRefused: [Strike(.doneAndRefused(at: n, .inputOutput))]
        case .interruption: [Strike(.none, interruptionAfter: n - 1)]
        // The undo of n steps takes no more than n actions; each of them fails once, or for good, or all do.
        case .undo:
            (1...n).flatMap { undo in
                [
                    Strike(.refused(at: n, .inputOutput), and: .refused(at: n + undo, .busy)),
                    Strike(.refused(at: n, .inputOutput), and: .refusedForGood(at: n + undo, .inputOutput)),
                    Strike(.refused(at: n, .inputOutput), and: .late(at: n + undo)),
                ]
            } + [Strike(.allRefused(from: n))]
        default: []
        }
    }

    /// What goes wrong in one run.
    struct Strike: Sendable {
        let fault: SimulatedHost.Fault
        let second: SimulatedHost.Fault
        let interruptionAfter: Int

        init(
            _ fault: SimulatedHost.Fault, and second: SimulatedHost.Fault = .none,
            interruptionAfter: Int = .max
        ) {
            self.fault = fault
            self.second = second
            self.interruptionAfter = interruptionAfter
        }
    }
}
