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
    case kill = "SIGKILL"
    case killInUndo = "SIGKILL while undoing"
    case killAndFinish = "SIGKILL, then recover --finish"
    case killTwice = "SIGKILL, and again in recover"
    case damage = "SIGKILL, and a damaged journal"
    case noSpace = "ENOSPC"
    case noAddress = "ENXIO"
    case cut = "a write of a step refused"
    case torn = "SIGKILL between the writes of a step"
    case tornAndFinish = "SIGKILL between the writes of a step, then recover --finish"

    /// The kinds that strike steps of devices, whose actions make one write each.
    static let ofDevices = allCases.filter {
        ![.noSpace, .noAddress, .cut, .torn, .tornAndFinish].contains($0)
    }

    var testDescription: String { rawValue }

    private var errno: ErrorNumber? {
        switch self {
        case .busy: .busy
        case .inputOutput: .inputOutput
        case .interrupted: .interrupted
        case .noMemory: .noMemory
        case .accessDenied: .accessDenied
        case .noSpace: .noSpace
        case .noAddress: .noSuchDeviceOrAddress
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
        case .cut:
            Self.cuts.flatMap { cut in
                [ErrorNumber.inputOutput, .busy].map { Strike(.cut(at: n, after: cut, $0)) }
            }
        // The process lives until it dies within a step.
        case .torn: Self.cuts.map { Strike(.torn(at: n, after: $0), life: .max - 1) }
        case .tornAndFinish:
            Self.cuts.map { Strike(.torn(at: n, after: $0), life: .max - 1, isFinishing: true) }
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
        // At each write of a step: of the records that end the step before and begin this one, torn in either
        // and between them, and of its action; and after the last step.
        case .kill:
            tears(n).map { Strike(.none, life: 2 * n - 2, tear: $0) }
                + lives(n, of: count).dropFirst().map { Strike(.none, life: $0) }
        case .killAndFinish: lives(n, of: count).map { Strike(.none, life: $0, isFinishing: true) }
        case .killTwice: (0..<2 * n).map { Strike(.none, life: 2 * n, secondLife: $0) }
        case .damage:
            (0..<4).map { Strike(.none, life: 2 * n, damage: UInt64(n * 4 + $0)) }
        // A step that fails makes three writes and a fourth when nothing of it is there; each undo makes two.
        case .killInUndo:
            (0..<2 * n + 1).map { Strike(.refused(at: n, .inputOutput), life: 2 * n + 1 + $0) }
        default: []
        }
    }

    /// How many writes of a step are made before it is cut; no action makes more than eight.
    private static let cuts = 0..<8

    /// After how many writes a process is killed, so that it dies in step n: each step makes two.
    private func lives(_ n: Int, of count: Int) -> Range<Int> { 2 * n - 2..<(n == count ? 2 * n + 1 : 2 * n) }

    /// How many bytes of the write that begins step n are there: of the record that ends the step before, and of its own.
    private func tears(_ n: Int) -> [Int] {
        guard n > 1 else { return [0, 1, 10, .max] }
        let end = "done \(n - 1) #01234567\n".utf8.count
        return [0, end / 2, end - 1, end, end + 1, end + 10, .max]
    }

    /// The faults of one run.
    struct Strike: Sendable {
        let fault: SimulatedHost.Fault
        var second = SimulatedHost.Fault.none
        var interruptionAfter = Int.max
        /// After how many writes the process is killed; nil when it is not.
        var life: Int?
        /// How many bytes of the records that it was writing are there.
        var tear: Int
        /// After how many writes the process that recovers is killed.
        var secondLife: Int?
        var isFinishing = false
        /// The seed that selects the changed bytes of the journal.
        var damage: UInt64?

        init(
            _ fault: SimulatedHost.Fault, and second: SimulatedHost.Fault = .none,
            interruptionAfter: Int = .max, life: Int? = nil, tear: Int = 0,
            secondLife: Int? = nil,
            isFinishing: Bool = false, damage: UInt64? = nil
        ) {
            self.fault = fault
            self.second = second
            self.interruptionAfter = interruptionAfter
            self.life = life
            self.tear = tear
            self.secondLife = secondLife
            self.isFinishing = isFinishing
            self.damage = damage
        }
    }
}
