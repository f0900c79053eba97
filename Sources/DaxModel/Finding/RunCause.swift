// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Failures of a run.
    public enum RunCause: Sendable, Hashable {
        /// A step failed.
        case step(StepFailure)
        /// All steps were done, but a device does not match its goal.
        case shortfall(Shortfall)
        /// The name refers to another device than when the plan was made.
        case renamed
        /// The user interrupted the run.
        case interrupted
        /// A step was not tried, since the journal could not be written: the system's error.
        case journal(String)
        /// Not all changes of another run could be undone.
        case notPutBack
        /// A step can't be undone, and the run is to be undone unless it is confirmed.
        case notRevocable

        var code: Code {
            switch self {
            case .step(let failure): failure.code
            case .shortfall: .runShortfall
            case .renamed: .runRenamed
            case .interrupted: .runInterrupted
            case .journal: .runJournal
            case .notPutBack: .runNotPutBack
            case .notRevocable: .runNotRevocable
            }
        }
    }

    /// The difference between an object and its goal.
    public enum Shortfall: Sendable, Hashable {
        /// It is no longer there.
        case gone
        /// Its physical ranges differ from the plan, or could not be read.
        case otherRanges
        /// Another driver holds it, or none.
        case driver(DriverName?, wanted: DriverName?)
        /// Some of its memory blocks are in another state or zone; this is the first one.
        case blocks(Int, of: Int, first: MemoryBlock)
        /// A value of a namespace, an NVDIMM region or a DIMM differs.
        case namespace(NamespaceField)
        /// The value of a setting differs, or is unknown.
        case setting(SettingGoal?, wanted: SettingGoal)
        /// Its state is unknown.
        case unknown(Gap)
    }

    /// A value of a namespace, an NVDIMM region or a DIMM that can differ from its goal.
    public enum NamespaceField: String, Sendable, Hashable, CaseIterable {
        case presence, driver, mode, uuid, name, range, align, map
        case sectorSize = "sector-size"
        case labels
    }
}

extension StepFailure {
    /// The stable name of the failure.
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
