// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// How a run ended.
    public enum RunCause: Sendable, Hashable {
        /// A step failed.
        case step(StepFailure)
        /// All steps were done, but a device does not match its goal.
        case shortfall(Shortfall)
        /// The name stands for another device than when the plan was made.
        case renamed
        /// The user interrupted the run.
        case interrupted
        /// A step was not tried, for the journal could not be written: the system's words.
        case journal(String)
        /// Not everything that another run did could be put back.
        case notPutBack

        var code: Code {
            switch self {
            case .step(let failure): failure.code
            case .shortfall: .runShortfall
            case .renamed: .runRenamed
            case .interrupted: .runInterrupted
            case .journal: .runJournal
            case .notPutBack: .runNotPutBack
            }
        }
    }

    /// How a device differs from its goal.
    public enum Shortfall: Sendable, Hashable {
        /// It is no longer there.
        case gone
        /// Its physical ranges are others than planned, or could not be read.
        case otherRanges
        /// Another driver holds it, or none.
        case driver(DriverName?, wanted: DriverName?)
        /// So many of its memory blocks are in another state or zone, this one first.
        case blocks(Int, of: Int, first: MemoryBlock)
        /// What became of it can't be told.
        case unknown(Gap)
    }
}

extension StepFailure {
    /// The stable name of what went wrong.
    var code: Finding.Code {
        switch cause {
        case .refused: isOfPoison ? .stepPoisoned : .stepRefused
        case .timedOut: .stepTimedOut
        case .unreadable: .stepUnreadable
        case .notLoaded: .stepNotLoaded
        case .failed(_, _?): .stepProgramFailed
        case .failed(_, nil): .stepTimedOut
        case .unmet(.node(_, .roomElsewhere)): .stepNoRoom
        case .unmet: .stepPrecondition
        case .noEffect: .stepNoEffect
        }
    }
}
