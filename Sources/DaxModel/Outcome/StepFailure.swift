// SPDX-License-Identifier: Apache-2.0

/// Why an action did not do what it should.
public struct StepFailure: Error, Sendable, Hashable {
    /// What was tried.
    public var action: Action
    /// What went wrong.
    public var cause: Cause

    /// Creates a failure.
    ///
    /// - Parameters:
    ///   - action: What was tried.
    ///   - cause: What went wrong.
    public init(_ action: Action, _ cause: Cause) {
        self.action = action
        self.cause = cause
    }

    /// What can go wrong.
    public enum Cause: Sendable, Hashable {
        /// The kernel did not take the value that was written to the file.
        case refused(file: String, value: String, ErrorNumber)
        /// The step's time was over before the kernel took the value; this is what it gave last.
        case timedOut(file: String, ErrorNumber)
        /// A file that must be read could not be.
        case unreadable(file: String, ErrorNumber)
        /// The module's code could not be loaded.
        case notLoaded(module: String, ErrorNumber)
        /// What must be true before is not: somebody else changed it.
        case unmet(Condition)
        /// The kernel took the value, and what should be true afterwards is not.
        case noEffect(Condition)
    }
}

extension StepFailure {
    /// Whether another try may succeed: a block that is busy now may be free in a moment.
    public var mayPass: Bool {
        switch (action, cause) {
        case (.block(_, .offline), .refused(_, _, .busy)), (.block(_, .offline), .refused(_, _, .tryAgain)):
            true
        default: false
        }
    }
}

extension StepFailure {
    /// Whether a block stays offline since the kernel knows a page of it to be poisoned.
    public var isOfPoison: Bool {
        if case (.block(_, .online), .refused(_, _, .poisoned)) = (action, cause) { true } else { false }
    }
}

extension StepFailure: CustomStringConvertible {
    /// What was tried, on which file, the kernel's answer and what it means here, in one line.
    public var description: String {
        switch cause {
        case .refused(let file, let value, let errno):
            "could not \(action): writing \"\(value)\" to \(file) gave \(errno)\(meaning(errno))"
        case .timedOut(let file, let errno):
            "could not \(action) in the time that a step may take (--timeout): \(file) gave "
                + "\(errno)\(meaning(errno))"
        case .unreadable(let file, let errno):
            "could not \(action): reading \(file) gave \(errno)"
        case .notLoaded(let module, let errno):
            "could not \(action): loading \(module) gave \(errno); 'dmesg' and 'modprobe -v \(module)' "
                + "tell more"
        case .unmet(.room(let node, _)):
            "did not \(action): other memory than that of node \(node) has fallen to the kernel's watermarks, so "
                + "the kernel would kill programs; end some, or add swap"
        case .unmet(let condition):
            "did not \(action): a precondition no longer holds: \(condition); another tool "
                + "or udev rule changes devices or memory at the same time"
        case .noEffect(let condition):
            "could not \(action): the kernel took it, yet it is not true that \(condition)\(swallowed)"
        }
    }

    /// The errors of a probe by `new_id` never reach the writer.
    private var swallowed: String {
        switch action {
        case .device(_, .bind(let driver, _)), .ndDevice(_, .bind(let driver)):
            return "; 'dmesg' says why \(driver) did not take it"
        case .device(_, .create): return "; what it made under another name is deleted again"
        default: return ""
        }
    }

    private func meaning(_ errno: ErrorNumber) -> String {
        switch (action, errno) {
        case (.block(_, .offline), .busy):
            ": pages in the block can't be moved; free memory on its node or stop what uses it, then try again"
        case (.block(_, .offline), .interrupted):
            ": the kernel was still trying to move the pages in the block"
        case (.block(_, .offline), .noMemory):
            ": there is too little free memory elsewhere to move its pages to"
        case (.block(_, .offline), .invalid), (.block(_, .online), .invalid):
            ": the block is in that state already, or has holes"
        case (.block(_, .online), .busy): ": the block is changing state just now"
        case (.block(_, .online), .poisoned):
            ": a page of the block is poisoned, and the kernel keeps all of it offline"
        case (.block(_, .online), .noMemory): ": there is no memory for the block's page tables"
        case (_, .noSuchFile): ": the kernel has no such file any more"
        case (.device(_, .bind), .busy):
            ": another driver or an earlier, stuck use holds its physical range; /proc/iomem shows which"
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
        case (.file(.modprobe), .readOnly): ": the file system is mounted read-only"
        case (_, .accessDenied), (_, .notPermitted): ": run as root, outside of containers and lockdown"
        case (_, .readOnly): ": /sys is mounted read-only, as in most containers; run on the host itself"
        default: ""
        }
    }
}
