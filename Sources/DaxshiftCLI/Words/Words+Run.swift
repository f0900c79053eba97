// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.RunCause) -> String {
        switch cause {
        case .step(let failure): text(failure)
        case .shortfall(let shortfall):
            "every write succeeded, but \(text(shortfall)); another tool or a udev rule may have changed it "
                + "at the same time"
        case .renamed:
            "the name now refers to another physical range: devices are changing; check "
                + "'daxshift list' and try again"
        case .interrupted: "interrupted"
        case .journal(let problem): "cannot write the journal; the step was not attempted: \(problem)"
        case .notRevocable:
            "what is destroyed for good can't be put back, so the run can't wait for a confirmation"
        case .notPutBack: "not all changes of the other run could be undone"
        }
    }

    private func text(_ shortfall: Finding.Shortfall) -> String {
        switch shortfall {
        case .gone: return "it is no longer there"
        case .otherRanges: return "its physical ranges differ from the plan"
        case .driver(let now, let wanted):
            return "it is held by \(now?.rawValue ?? "no driver"), not by \(wanted?.rawValue ?? "none")"
        case .blocks(let count, let total, let first):
            let place = first.zone.map { " in zone \($0.rawValue)" } ?? ""
            return "\(count) of its \(total) memory blocks are not as asked; memory\(first.index) is "
                + "\(first.state?.rawValue ?? "unreadable")\(place)"
        case .namespace(.presence): return "it is still there"
        case .namespace(.labels): return "its labels differ from the plan"
        case .namespace(let field): return "its \(text(field)) differs from the plan"
        case .setting(let now, let wanted): return "it is \(now.map { "\($0)" } ?? "unknown"), not \(wanted)"
        case .unknown(let gap): return "its state is unknown: could not read \(gap)"
        }
    }

    func text(_ cause: Finding.ChangeCause) -> String {
        switch cause {
        case .appeared: "appeared"
        case .gone: "is gone"
        case .used(let was, let now): "was \(was) and is \(now)"
        case .remade: "has another mode, label, place or driver"
        }
    }

    func text(_ cause: Finding.Explanation) -> String {
        switch cause {
        case .users(let users):
            return "in use by \(users.map(\.description).joined(separator: ", "))"
        case .usersUnseen(let unseen): return "users can't be seen: \(text(unseen))"
        case .heldBack(let range): return "all \(range.size) at \(range) stay offline"
        case .policy(let policy):
            return "the kernel itself brings new memory online: \(KernelFile.autoOnlineBlocks) says "
                + policy.rawValue
        case .udevRule(let file, let line, let rule):
            return "a udev rule brings new memory online: \(file), line \(line): \(rule)"
        case .zone(let block, let zone, let device, let kernel, let total):
            let blocks = "of the \(total) memory blocks of \(device)"
            return "memory\(block) is " + (zone.map { "in zone \($0.rawValue)" } ?? "in an unknown zone")
                + ", and "
                + (kernel == 0
                    ? "none \(blocks) is in a kernel zone"
                    : "\(kernel) \(blocks) \(kernel == 1 ? "is" : "are") in a kernel zone, where pages often "
                        + "can't be moved")
        case .kernelLog(let messages):
            return "the kernel logged " + messages.map { "\"\($0)\"" }.joined(separator: ", ")
        }
    }

    // MARK: Steps

    /// What was tried, on which file, the kernel's answer and what it means here, in one line.
    func text(_ failure: StepFailure) -> String {
        switch failure.cause {
        case .refused(_, _, let errno): return "\(failure)\(meaning(errno, of: failure.action))"
        case .timedOut(let file, let errno):
            return
                "could not \(failure.action) within the time limit of a step\(timeoutOption): \(file) gave "
                + "\(errno)\(meaning(errno, of: failure.action))"
        case .unreadable: return "\(failure)"
        case .notLoaded(let module, _): return "\(failure); 'dmesg' and 'modprobe -v \(module)' say more"
        case .failed(_, _?): return "\(failure); see what it printed"
        case .failed(_, nil): return "\(failure): it timed out, or the run was interrupted"
        case .unmet(.node(_, .roomElsewhere)):
            return "\(failure), so the kernel would kill programs; end some, or add swap"
        case .unmet:
            return "\(failure); another tool or udev rule changes devices or memory at the same time"
        case .noEffect: return "\(failure)\(swallowed(by: failure.action))"
        }
    }

    /// A block that the kernel did not take offline, in one sentence, and the evidence; nil for any other failure.
    func stuckBlock(_ failure: StepFailure) -> (sentence: String, evidence: String)? {
        guard case .block(let block, .offline) = failure.action else { return nil }
        let (file, errno, isLate): (String, ErrorNumber, Bool)
        switch failure.cause {
        case .refused(let path, _, let number): (file, errno, isLate) = (path, number, false)
        case .timedOut(let path, let number): (file, errno, isLate) = (path, number, true)
        case .unreadable, .notLoaded, .failed, .unmet, .noEffect: return nil
        }
        let limit = isLate ? " within the time limit of a step\(timeoutOption)" : ""
        return (
            "memory\(block) did not go offline\(limit)\(meaning(errno, of: failure.action))",
            "writing \"offline\" to \(file) gave \(errno)"
        )
    }

    private var timeoutOption: String {
        switch face {
        case .daxshift: " (--timeout)"
        case .dropIn: ""
        }
    }

    /// Explains a write that succeeded without effect: errors of a probe by `new_id` never reach the writer.
    private func swallowed(by action: Action) -> String {
        switch action {
        case .device(_, .bind(let driver, _)), .ndDevice(_, .bind(let driver)):
            return "; 'dmesg' says why \(driver) did not take it"
        case .device(_, .create): return "; the device that it made under another name was deleted"
        case .file(.initramfs): return "; see what the program printed"
        default: return ""
        }
    }

    private func meaning(_ errno: ErrorNumber, of action: Action) -> String {
        switch (action, errno) {
        case (.block(_, .offline), .busy):
            ": pages in the block can't be moved; free memory on its node or stop what uses it, then try again"
        case (.block(_, .offline), .interrupted):
            ": the kernel was still trying to move the pages in the block"
        case (.block(_, .offline), .noMemory):
            ": there is too little free memory elsewhere to move its pages to"
        case (.block(_, .offline), .invalid), (.block(_, .online), .invalid):
            ": the block is in that state already, or has holes"
        case (.block(_, .online), .busy): ": the block is changing its state"
        case (.block(_, .online), .poisoned):
            ": a page of the block is poisoned, and the kernel keeps all of it offline"
        case (.block(_, .online), .noMemory): ": there is no memory for the block's page tables"
        case (.setting(.setWeights), .noSuchFile):
            ": a node has no memory online, or no weight on this kernel"
        case (.setting(.setWeights), .noSuchDevice): ": the kernel knows the bandwidth of no node"
        case (_, .noSuchFile): ": the kernel no longer has this file"
        case (.device(_, .bind), .busy):
            ": another driver or a leaked earlier use holds its physical range; see /proc/iomem"
        case (.device(_, .bind(.kmem, _)), .invalid):
            ": kmem needs a target node and at least one whole memory block"
        case (.device(_, .bind), .noSuchDevice):
            ": the driver does not match the device, or before Linux 5.15 could not use it; 'dmesg' says why"
        case (.device(_, .bind), .noSuchDeviceOrAddress): ": the device has no size"
        case (.device(_, .bind), .noMemory):
            ": there is too little free memory for the device's page structures"
        case (.device(_, .unbind), .noSuchDevice), (.ndDevice(_, .unbind), .noSuchDevice):
            ": that driver does not hold the device"
        case (.ndDevice(_, .bind), .noSuchDevice), (.ndDevice(_, .bind), .noSuchDeviceOrAddress):
            ": the driver could not use the namespace; 'dmesg' says why"
        case (.device(_, .create), .noSpace): ": nothing is free in the region"
        case (.device(_, .map), .noMemory): ": the range is no longer free, or not in the region"
        case (.device(_, .map), .noSuchDeviceOrAddress), (.device(_, .unmap), .invalid):
            ": the size does not fit the device's alignment, or the region is gone"
        case (.device(_, .setAlign), .invalid):
            ": the device's ranges do not fit it, or this kernel does not offer it"
        case (.device(_, .unmap), .busy), (.device(_, .setAlign), .busy), (.device(_, .delete), .busy):
            ": a driver holds the device"
        case (.device(_, .setMemmapOnMemory), .notSupported):
            ": the kernel is told to keep memory maps in ordinary RAM; the kernel argument "
                + "memory_hotplug.memmap_on_memory=1 changes that at boot"
        case (.device(_, .setMemmapOnMemory), .busy): ": kmem holds the device"
        case (.namespace(_, .setLabel), .busy), (.namespace(_, .clear), .busy):
            ": a driver holds the namespace, or its region changes"
        case (.namespace(_, .setLabel), .noSpace): ": no free piece of the region is that large"
        case (.namespace(_, .setLabel), .invalid):
            ": another namespace has the UUID, or the size is no multiple of the region's alignment"
        case (.namespace(_, .make), .noSuchDevice), (.namespace(_, .make), .noSuchDeviceOrAddress),
            (.namespace(_, .enable), .noSuchDevice), (.namespace(_, .enable), .noSuchDeviceOrAddress):
            ": the driver could not use the namespace; 'dmesg' says why"
        case (.namespace(_, .make), .busy):
            ": another driver or a leaked earlier use holds its physical range; see /proc/iomem"
        case (.namespace(_, .eraseInfoBlock), .busy), (.namespace(_, .restoreInfoBlock), .busy),
            (.namespace(_, .disable), .busy):
            ": its block device is in use"
        case (.dimm, .busy): ": a region of the DIMM has a driver"
        case (.dimm, .notPermitted): ": the DIMM takes no commands, as when it is locked"
        case (.file(.modprobe), .readOnly): ": the file system is mounted read-only"
        case (_, .accessDenied), (_, .notPermitted): ": run as root, outside of containers and lockdown"
        case (_, .readOnly): ": /sys is mounted read-only, as in most containers; run on the host itself"
        default: ""
        }
    }
}
