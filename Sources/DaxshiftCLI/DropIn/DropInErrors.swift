// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// The error numbers of the engine's failures, which daxctl and ndctl use as exit statuses.

extension ExitCode {
    /// The error number of the exit code.
    var errno: Errno {
        switch self {
        case .success, .failure, .changesPending, .usage, .output, .notUndone: .ioError
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
        case (.nvdimmNoLabels, _), (.nvdimmFull, _), (.nvdimmNoRoom, _), (.nvdimmNoSlot, _),
            (.nvdimmHalfMade, _), (.nvdimmDisabled, _), (.nvdimmReadOnly, _), (.nvdimmSeveralRegions, _),
            (.nvdimmTakesNoLabels, _):
            .noSpace
        case (.nvdimmBadSize, _), (.nvdimmNoUsableSize, _), (.nvdimmBadSectorSize, _),
            (.namespaceUUIDTaken, _), (.namespaceNoLabel, _), (.namespaceLongName, _),
            (.namespaceNameNotText, _), (.namespaceUnknownMode, _):
            .invalidArgument
        case (.nvdimmNone, _), (.nvdimmNoRegion, _), (.nvdimmNoDimm, _), (.nvdimmUnread, _),
            (.nvdimmBadAlign, _), (.namespaceMissing, _), (.namespaceNeedless, _), (.namespaceNotDevdax, _):
            .noSuchAddressOrDevice
        case (_, .loss), (.nvdimmActive, _), (.namespaceInUse, _), (.namespaceUsersUnseen, _),
            (.namespaceProcessesUnseen, _), (.namespaceDeviceInUse, _), (.namespaceDeviceUsersUnseen, _),
            (.namespaceSystemRAM, _), (.namespaceStrayMemory, _):
            .resourceBusy
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
    /// The error number of the failure.
    var errno: Errno {
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
