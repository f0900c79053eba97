// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The stable name of a cause, by topic.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        case startNotRoot = "start.not-root"
        case startLockHeld = "start.lock-held"
        case startFileUnusable = "start.file-unusable"
        case startOpenJournal = "start.open-journal"
        case startUnreadableJournal = "start.unreadable-journal"
        case startUnsafeRecovery = "start.unsafe-recovery"
        case startNotFinishable = "start.not-finishable"
        case startJournalChanged = "start.journal-changed"
        case startNotConfirmed = "start.not-confirmed"
        case startNoWatchdog = "start.no-watchdog"
        case startCommandLine = "start.command-line"
        case startInputFile = "start.input-file"
        case startOutputFile = "start.output-file"

        case requestUnlisted = "request.unlisted"
        case requestNoDevice = "request.no-device"
        case requestNoRegion = "request.no-region"
        case requestNoNamespace = "request.no-namespace"
        case requestSeveralNamespaces = "request.several-namespaces"
        case requestNothingMeant = "request.nothing-meant"
        case requestNoDynamicRegion = "request.no-dynamic-region"
        case requestSeveralRegions = "request.several-regions"
        case requestNamedTwice = "request.named-twice"
        case requestSeveralGoals = "request.several-goals"
        case requestOtherRegion = "request.other-region"

        case deviceClassModel = "device.class-model"
        case deviceClassModelOnly = "device.class-model-only"
        case deviceNotOnNvdimm = "device.not-on-nvdimm"
        case deviceNoSize = "device.no-size"
        case deviceRangesUnread = "device.ranges-unread"
        case deviceLeakedRanges = "device.leaked-ranges"
        case deviceInUse = "device.in-use"
        case deviceUsersUnseen = "device.users-unseen"
        case deviceHoldsData = "device.holds-data"
        case deviceDataUnread = "device.data-unread"
        case deviceNoTargetNode = "device.no-target-node"
        case deviceNoWholeBlock = "device.no-whole-block"
        case deviceNotSystemRAM = "device.not-system-ram"
        case devicePassedOver = "device.passed-over"
        case deviceContents = "device.contents"
        case deviceSeveralRanges = "device.several-ranges"
        case deviceKeptAsFirst = "device.kept-as-first"
        case deviceHeldWithoutMemory = "device.held-without-memory"
        case deviceDriverWithoutMemory = "device.driver-without-memory"
        case deviceOddRange = "device.odd-range"

        case blocksUnread = "blocks.unread"
        case blocksStateUnread = "blocks.state-unread"
        case blocksGoingOffline = "blocks.going-offline"
        case blocksOtherZone = "blocks.other-zone"
        case blocksKernelZone = "blocks.kernel-zone"
        case blocksOnline = "blocks.online"
        case blocksBadSectors = "blocks.bad-sectors"
        case blocksBadSectorsForced = "blocks.bad-sectors-forced"
        case blocksBadSectorsOffline = "blocks.bad-sectors-offline"
        case blocksPoisonForgotten = "blocks.poison-forgotten"

        case memoryNoHotplug = "memory.no-hotplug"
        case memoryMapNotOffered = "memory.map-not-offered"
        case memoryMapTurnedOff = "memory.map-turned-off"
        case memoryMapIsOutside = "memory.map-is-outside"
        case memoryNoRoomForMaps = "memory.no-room-for-maps"
        case memoryNoHugePages = "memory.no-huge-pages"
        case memoryNoRoomElsewhere = "memory.no-room-elsewhere"
        case memoryMostlyMovable = "memory.mostly-movable"
        case memorySharedNode = "memory.shared-node"

        case driverMissing = "driver.missing"
        case driverBlacklisted = "driver.blacklisted"
        case driverSubstituted = "driver.substituted"

        case shapeStaticRegion = "shape.static-region"
        case shapeLayoutUnknown = "shape.layout-unknown"
        case shapeUnknownAlignment = "shape.unknown-alignment"
        case shapeMisalignedRange = "shape.misaligned-range"
        case shapeMisalignedAddress = "shape.misaligned-address"
        case shapeZeroSize = "shape.zero-size"
        case shapeUnevenSize = "shape.uneven-size"
        case shapeShareTooSmall = "shape.share-too-small"
        case shapeFull = "shape.full"
        case shapeNoRoom = "shape.no-room"
        case shapeNoRoomAt = "shape.no-room-at"
        case shapeRangeTaken = "shape.range-taken"
        case shapeRangeOutside = "shape.range-outside"
        case shapeRangeTwice = "shape.range-twice"

        case settingNotOffered = "setting.not-offered"
        case settingNoPromotion = "setting.no-promotion"
        case settingUnread = "setting.unread"
        case settingBadMode = "setting.bad-mode"
        case settingBadWeight = "setting.bad-weight"
        case settingNoNode = "setting.no-node"
        case settingNoBandwidth = "setting.no-bandwidth"
        case settingLaterBandwidth = "setting.later-bandwidth"

        case nvdimmNoRegion = "nvdimm.no-region"
        case nvdimmNoDimm = "nvdimm.no-dimm"
        case nvdimmNone = "nvdimm.none"
        case nvdimmSeveralRegions = "nvdimm.several-regions"
        case nvdimmDisabled = "nvdimm.disabled"
        case nvdimmReadOnly = "nvdimm.read-only"
        case nvdimmUnread = "nvdimm.unread"
        case nvdimmNoLabels = "nvdimm.no-labels"
        case nvdimmTakesNoLabels = "nvdimm.takes-no-labels"
        case nvdimmLocked = "nvdimm.locked"
        case nvdimmDimmDisabled = "nvdimm.dimm-disabled"
        case nvdimmNoSlot = "nvdimm.no-slot"
        case nvdimmHalfMade = "nvdimm.half-made"
        case nvdimmFull = "nvdimm.full"
        case nvdimmNoRoom = "nvdimm.no-room"
        case nvdimmBadSize = "nvdimm.bad-size"
        case nvdimmNoUsableSize = "nvdimm.no-usable-size"
        case nvdimmBadAlign = "nvdimm.bad-align"
        case nvdimmBadSectorSize = "nvdimm.bad-sector-size"
        case nvdimmActive = "nvdimm.active"
        case nvdimmLabelled = "nvdimm.labelled"
        case nvdimmLabelledUntilBoot = "nvdimm.labelled-until-boot"

        case namespaceMissing = "namespace.missing"
        case namespaceInUse = "namespace.in-use"
        case namespaceEnabled = "namespace.enabled"
        case namespaceUsersUnseen = "namespace.users-unseen"
        case namespaceProcessesUnseen = "namespace.processes-unseen"
        case namespaceDeviceInUse = "namespace.device-in-use"
        case namespaceDeviceUsersUnseen = "namespace.device-users-unseen"
        case namespaceSystemRAM = "namespace.system-ram"
        case namespaceStrayMemory = "namespace.stray-memory"
        case namespaceHoldsData = "namespace.holds-data"
        case namespaceUUIDTaken = "namespace.uuid-taken"
        case namespaceNoLabel = "namespace.no-label"
        case namespaceUnknownMode = "namespace.unknown-mode"
        case namespaceLongName = "namespace.long-name"
        case namespaceNameNotText = "namespace.name-not-text"
        case namespaceNeedless = "namespace.needless"
        case namespaceNotDevdax = "namespace.not-devdax"
        case namespaceKeepsContents = "namespace.keeps-contents"

        case modelNotOffered = "model.not-offered"
        case modelNoDevice = "model.no-device"
        case modelReached = "model.reached"

        case bootChosen = "boot.chosen"
        case bootReached = "boot.reached"
        case bootFileUnread = "boot.file-unread"
        case bootFileIsLink = "boot.file-is-link"
        case bootLinkRemoved = "boot.link-removed"
        case bootLinesKept = "boot.lines-kept"
        case bootBuiltIn = "boot.built-in"
        case bootContradiction = "boot.contradiction"
        case bootNoInitramfs = "boot.no-initramfs"
        case bootInitramfsAgrees = "boot.initramfs-agrees"
        case bootInitramfsDisagrees = "boot.initramfs-disagrees"
        case bootInitramfsMade = "boot.initramfs-made"
        case bootInitramfsUnchecked = "boot.initramfs-unchecked"
        case bootInitramfsUnread = "boot.initramfs-unread"

        case configurationNoSection = "configuration.no-section"
        case configurationSeveralSections = "configuration.several-sections"
        case configurationUnreadable = "configuration.unreadable"
        case configurationNoHeader = "configuration.no-header"
        case configurationNoKey = "configuration.no-key"
        case configurationNoDeviceMeant = "configuration.no-device-meant"
        case configurationNoProvider = "configuration.no-provider"
        case configurationOnlineInMode = "configuration.online-in-mode"
        case configurationOutsideSection = "configuration.outside-section"
        case configurationKeyTwice = "configuration.key-twice"
        case configurationUnknownKey = "configuration.unknown-key"
        case configurationBadValue = "configuration.bad-value"
        case configurationSameName = "configuration.same-name"
        case layoutNoMatch = "layout.no-match"
        case layoutSeveralMatch = "layout.several-match"
        case layoutSameObject = "layout.same-object"
        case layoutDevicesOfNvdimm = "layout.devices-of-nvdimm"
        case layoutNamespaceInDaxRegion = "layout.namespace-in-dax-region"
        case layoutOtherRegion = "layout.other-region"
        case layoutOtherPlan = "layout.other-plan"
        case layoutNumberedRegion = "layout.numbered-region"
        case layoutConflict = "layout.conflict"

        case stepRefused = "step.refused"
        case stepPoisoned = "step.poisoned"
        case stepTimedOut = "step.timed-out"
        case stepUnreadable = "step.unreadable"
        case stepNotLoaded = "step.not-loaded"
        case stepProgramFailed = "step.program-failed"
        case stepNoRoom = "step.no-room"
        case stepPrecondition = "step.precondition"
        case stepNoEffect = "step.no-effect"

        case runShortfall = "run.shortfall"
        case runRenamed = "run.renamed"
        case runInterrupted = "run.interrupted"
        case runJournal = "run.journal"
        case runNotPutBack = "run.not-put-back"
        case runNotRevocable = "run.not-revocable"

        case changeAppeared = "change.appeared"
        case changeGone = "change.gone"
        case changeUsed = "change.used"
        case changeRemade = "change.remade"

        case explanationUsers = "explanation.users"
        case explanationUsersUnseen = "explanation.users-unseen"
        case explanationHeldBack = "explanation.held-back"
        case explanationPolicy = "explanation.policy"
        case explanationUdevRule = "explanation.udev-rule"
        case explanationZone = "explanation.zone"
        case explanationKernelLog = "explanation.kernel-log"

        /// The usual severity of this code.
        public var severity: Severity {
            switch self {
            case .namespaceKeepsContents, .nvdimmLabelledUntilBoot, .devicePassedOver, .deviceSeveralRanges,
                .deviceKeptAsFirst,
                .blocksKernelZone,
                .blocksBadSectorsForced, .blocksBadSectorsOffline, .blocksPoisonForgotten, .modelNoDevice,
                .modelReached, .bootChosen, .bootReached, .bootLinkRemoved, .bootLinesKept, .bootNoInitramfs,
                .bootInitramfsAgrees, .bootInitramfsDisagrees, .bootInitramfsMade, .bootInitramfsUnread,
                .configurationNoSection,
                .explanationUsers, .explanationUsersUnseen, .explanationHeldBack, .explanationPolicy,
                .explanationUdevRule, .explanationZone, .explanationKernelLog:
                .note
            case .memoryMostlyMovable, .memorySharedNode, .settingLaterBandwidth, .layoutConflict,
                .changeAppeared, .changeGone, .changeUsed, .changeRemade:
                .warning
            case .nvdimmNoLabels, .nvdimmLabelled, .namespaceHoldsData, .namespaceSystemRAM,
                .deviceInUse, .deviceUsersUnseen, .deviceHoldsData, .deviceDataUnread, .deviceContents,
                .blocksOtherZone, .blocksOnline, .blocksBadSectors, .memoryNoRoomElsewhere,
                .startNotConfirmed:
                .loss
            default: .error
            }
        }
    }
}
