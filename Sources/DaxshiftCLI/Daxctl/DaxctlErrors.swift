// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// The error numbers of the engine's failures, which daxctl uses as exit statuses.

extension ExitCode {
    /// The error number of the exit code.
    var errno: Errno {
        switch self {
        case .success, .failure, .usage, .output, .notUndone: .ioError
        case .refused, .lockHeld: .resourceBusy
        case .interrupted: .interrupted
        }
    }
}

extension Finding {
    /// The error number of a refusal for this.
    var errno: Errno {
        switch (code, severity) {
        case (.memoryNoRoomForMaps, _), (.memoryNoRoomElsewhere, _): .noMemory
        case (_, .loss): .resourceBusy
        case (.requestNoDevice, _), (.requestNoRegion, _), (.requestNoNamespace, _),
            (.requestNothingMeant, _), (.requestNoDynamicRegion, _):
            .noSuchAddressOrDevice
        default: object?.device == nil ? .noSuchFileOrDirectory : .noSuchAddressOrDevice
        }
    }
}

extension Outcome.Failure {
    /// The error number of the failure.
    var errno: Errno {
        switch self {
        case .step(let failure, _): failure.errno
        case .goal: .resourceBusy
        case .renamed: Errno(ErrorNumber.noSuchDevice)
        case .interrupted: .interrupted
        case .journal, .notPutBack: .ioError
        }
    }
}

extension StepFailure {
    fileprivate var errno: Errno {
        switch cause {
        case .refused(_, _, let number), .timedOut(_, let number), .unreadable(_, let number),
            .notLoaded(_, let number):
            Errno(number)
        case .unmet(.node(_, .roomElsewhere)): .noMemory
        case .unmet: .resourceBusy
        case .failed: .ioError
        case .noEffect: .noSuchAddressOrDevice
        }
    }
}

extension DaxctlChange {
    /// The messages of this command.
    var words: Words { Words(face: .daxctl(verb)) }

    /// The line that daxctl prints for the failure of a step, before the engine's message.
    func lines(for failure: Outcome.Failure) -> [String] {
        guard case .step(let step, .device(let device)) = failure else { return [] }
        let reason = "\(failure.errno)"
        return switch (step.action, verb) {
        case (.block(_, .offline), _): ["\(device): failed to offline memory: \(reason)"]
        case (.block(_, .online), _) where step.isOfPoison:
            [
                "\(device): failed to online memory: \(reason)",
                "'daxshift online-memory --skip-poisoned \(device)' brings its other blocks online",
            ]
        case (.block(_, .online), _): ["\(device): failed to online memory: \(reason)"]
        case (_, .enableDevice): ["\(device): enable failed: \(reason)"]
        case (_, .disableDevice): ["\(device): disable failed: \(reason)"]
        default: []
        }
    }
}
