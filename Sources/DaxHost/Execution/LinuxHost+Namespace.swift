// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs
internal import SystemPackage

/// How a namespace gets its label and its nd device, in the order of writes that libndctl has.
extension LinuxHost {
    func perform(
        _ change: Action.Namespace, on name: KernelName, _ action: Action
    ) throws(StepFailure) {
        switch change {
        case .setLabel(let label): try setLabel(label, of: name, action)
        case .clear(let uuid): try clear(name, uuid, action)
        case .make(let shape): try make(shape, on: name, action)
        case .unmake(let align):
            try release(name, action)
            if let align { try reset(align, in: KernelFile.region(of: name), action) }
        case .enable(_, let driver):
            try enable(name, driver, action)
            return
        case .disable: try release(name, action)
        case .eraseInfoBlock:
            let zeros = [UInt8](repeating: 0, count: Int(KernelFile.infoBlockSize.rawValue))
            try overwriteInfoBlock(of: name, BytePatch(at: 0, zeros), action)
        case .writeInfoBlock(let patch): try overwriteInfoBlock(of: name, patch, action)
        case .restoreInfoBlock: try restore(name, action)
        case .enableRaw: try enableRaw(name, action)
        case .disableRaw: try disableRaw(name, action)
        case .repairTable(let parts): try overwrite(parts, of: name, action)
        }
        waitForNamespaces(of: KernelFile.region(of: name))
    }

    func reads(_ condition: Condition.Namespace, of name: KernelName) throws -> Bool {
        let folder = KernelFile.nvdimm(name)
        let isThere = try Sysfs.exists(folder)
        switch condition {
        case .identity(let uuid, let range):
            guard isThere else { return false }
            let hasUUID = try uuid.map { try Sysfs.read(KernelFile.namespaceUUID(name)).lowercased() == $0 }
            return try hasUUID != false && range.map { try self.range(of: name) == $0 } != false
        case .label(let label):
            return try isThere && label.writes(to: name).allSatisfy { try value(of: $0.file) == $0.value }
        case .without(let uuid):
            // A namespace without a label has no such file.
            guard isThere, try Sysfs.exists(KernelFile.namespaceUUID(name)) else { return true }
            if let found = try text(KernelFile.namespaceUUID(name)) { return found.lowercased() != uuid }
            return try isUnsized(name) && text(KernelFile.namespaceAltName(name)) == nil
        case .unsized: return try isThere && isUnsized(name)
        case .range(let range): return try isThere && self.range(of: name) == range
        case .made(let shape):
            guard isThere, let holder = try holder(of: name), holder.rawValue.hasPrefix(shape.kind.rawValue),
                try driver(of: holder) != nil
            else { return false }
            return try shape.values.allSatisfy { file, value in
                try self.value(of: "\(KernelFile.nvdimm(holder))/\(file)") == value
            }
        case .released(let align): return try isReleased(name, align)
        case .active(let mode, let driver):
            guard isThere else { return false }
            let held = try holder(of: name) ?? name
            guard let found = try self.driver(of: held), driver == nil || found == driver else {
                return false
            }
            guard let mode else { return true }
            // A raw namespace without a label may call its mode "memory". One with force_raw comes up raw whatever it holds.
            if try mode == .raw || Sysfs.read(KernelFile.forceRaw(name)) == "1" { return held == name }
            return try Sysfs.read(folder + "/mode") == mode.kernelWord
        case .inactive: return try !isThere || isInactive(name)
        case .disabled: return try isThere && isInactive(name)
        case .unused: return try isUnused(name)
        case .infoBlockSaved(let isSaved):
            let saved = SavedCopies()
            return try (isSaved ? saved.isReplaced(name) : !saved.has(name))
                && (!isThere || Sysfs.read(KernelFile.forceRaw(name)) == "0")
        case .raw(let isRaw):
            guard isThere else { return !isRaw }
            return try Sysfs.read(KernelFile.forceRaw(name)) == (isRaw ? "1" : "0")
                && (isRaw ? driver(of: name) == .ndPmem : isInactive(name))
        case .repaired: return SavedCopies().isReplaced(name)
        }
    }

    /// Waits until the kernel has made and removed the namespaces and seeds that follow from a write, and has given them their
    /// drivers: it does so after the write has returned.
    ///
    /// - Parameter region: The region of the namespaces.
    func waitForNamespaces(of region: KernelName) {
        // Reading it waits; the value says nothing.
        _ = try? Sysfs.read(KernelFile.waitForProbe(ofBusOf: region))
    }

    // MARK: Reading

    /// The text of a file; nil when it is empty.
    private func text(_ file: String) throws(SysfsError) -> String? {
        let text = try Sysfs.read(file)
        return text.isEmpty ? nil : text
    }

    /// The value of a file; of several, the one in brackets.
    private func value(of file: String) throws(SysfsError) -> String {
        let text = try Sysfs.read(file)
        guard let start = text.firstIndex(of: "["), let end = text.firstIndex(of: "]"), start < end else {
            return text
        }
        return String(text[text.index(after: start)..<end])
    }

    private func holder(of name: KernelName) throws(SysfsError) -> KernelName? {
        try text(KernelFile.nvdimm(name) + "/holder").map(KernelName.init(rawValue:))
    }

    private func driver(of name: KernelName) throws(SysfsError) -> DriverName? {
        try Sysfs.linkedName(KernelFile.nvdimm(name) + "/driver").map(DriverName.init(rawValue:))
    }

    private func isUnsized(_ name: KernelName) throws(SysfsError) -> Bool {
        try Sysfs.read(KernelFile.namespaceSize(name)) == "0"
    }

    private func isInactive(_ name: KernelName) throws(SysfsError) -> Bool {
        guard try holder(of: name) == nil else { return false }
        return try driver(of: name) == nil
    }

    private func isReleased(_ name: KernelName, _ align: SeedAlign?) throws(SysfsError) -> Bool {
        guard try Sysfs.exists(KernelFile.nvdimm(name)) else { return true }
        guard try isInactive(name) else { return false }
        guard let align, let seed = try seed(align.kind, in: KernelFile.region(of: name)) else { return true }
        return try Sysfs.read(KernelFile.nvdimm(seed) + "/align") == "\(align.align.rawValue)"
    }

    private func seed(_ kind: HolderClass, in region: KernelName) throws(SysfsError) -> KernelName? {
        try text(KernelFile.seed(kind, in: region)).map(KernelName.init(rawValue:))
    }

    private func range(of name: KernelName) throws(SysfsError) -> PhysicalRange? {
        let folder = KernelFile.nvdimm(name)
        guard let start = number(try Sysfs.read(folder + "/resource")),
            let size = byteCount(try Sysfs.read(folder + "/size")), size > .zero
        else { return nil }
        let (end, isBeyond) = start.addingReportingOverflow(size.rawValue - 1)
        return isBeyond ? nil : PhysicalRange(start: start, end: end)
    }

    /// Whether nobody has the block device or the dax device of a namespace.
    private func isUnused(_ name: KernelName) throws -> Bool {
        let held = try holder(of: name) ?? name
        if held.rawValue.hasPrefix(HolderClass.dax.rawValue),
            let device = DeviceName(carriedBy: .namespace(name))
        {
            guard try Sysfs.exists(KernelFile.device(device)) else { return true }
            return try reads(.unused, of: device) && reads(.notSystemRAM, of: device)
        }
        guard let device = try blockDevice(of: held) else { return true }
        do throws(SysfsError) {
            _ = try ExclusiveDevice(device.path, number: device.number)
            return true
        } catch {
            return false
        }
    }

    /// The block device of a namespace or nd device; nil without one.
    private func blockDevice(of name: KernelName) throws(SysfsError) -> (path: String, number: String)? {
        let folder = KernelFile.nvdimm(name) + "/block"
        guard let device = try Sysfs.names(in: folder)?.first else { return nil }
        return ("/dev/\(device)", try Sysfs.read("\(folder)/\(device)/dev"))
    }

    // MARK: Writing

    private func write(_ value: String, _ file: String, _ action: Action) throws(StepFailure) {
        do throws(SysfsError) {
            // The kernel takes no empty write.
            try Sysfs.write(value.isEmpty ? "\n" : value, to: file)
        } catch {
            throw StepFailure(action, error)
        }
    }

    /// Reads something that an action needs.
    private func need<Value>(
        _ action: Action, _ body: () throws(SysfsError) -> Value
    ) throws(StepFailure) -> Value {
        do throws(SysfsError) {
            return try body()
        } catch {
            throw StepFailure(action, error)
        }
    }

    private func setLabel(
        _ label: NamespaceLabel, of name: KernelName, _ action: Action
    ) throws(StepFailure) {
        let uuid = try need(action) { () throws(SysfsError) in try text(KernelFile.namespaceUUID(name)) }
        if uuid != nil, uuid?.lowercased() != label.uuid,
            try need(action, { () throws(SysfsError) in try isUnsized(name) })
        {
            // A UUID without a size can be changed only by taking both away.
            try write("0", KernelFile.namespaceSize(name), action)
        }
        for write in label.writes(to: name)
        where try need(action, { () throws(SysfsError) in try value(of: write.file) }) != write.value {
            try self.write(write.value, write.file, action)
        }
    }

    /// Takes the label away, and the name, which the kernel would keep for the next namespace.
    ///
    /// Most namespaces go with their label, some time after the write has returned. One that another tool has made under the
    /// name meanwhile keeps its own.
    private func clear(_ name: KernelName, _ uuid: String, _ action: Action) throws(StepFailure) {
        let found = try need(action) { () throws(SysfsError) in try text(KernelFile.namespaceUUID(name)) }
        guard found == nil || found?.lowercased() == uuid else { return }
        try write("0", KernelFile.namespaceSize(name), action)
        let file = KernelFile.namespaceAltName(name)
        do throws(SysfsError) {
            if try text(file) != nil { try Sysfs.write("\n", to: file) }
        } catch {
            let isGone = [.noSuchFileOrDirectory, .operationNotSupportedByDevice].contains(error.errno)
            guard isGone else { throw StepFailure(action, error) }
        }
    }

    private func make(
        _ shape: HolderShape, on name: KernelName, _ action: Action
    ) throws(StepFailure) {
        let region = KernelFile.region(of: name)
        let seed = try need(action) { () throws(SysfsError) in try self.seed(shape.kind, in: region) }
        guard let seed else {
            throw StepFailure(
                action, .unreadable(file: KernelFile.seed(shape.kind, in: region), .noSuchDevice))
        }
        let folder = KernelFile.nvdimm(seed)
        for (file, value) in shape.values { try write(value, "\(folder)/\(file)", action) }
        try write(name.rawValue, folder + "/namespace", action)
        try write(seed.rawValue, KernelFile.bind(shape.driver), action)
    }

    /// Unbinds what holds a namespace, and releases its nd device.
    private func release(_ name: KernelName, _ action: Action) throws(StepFailure) {
        let holder = try need(action) { () throws(SysfsError) in try self.holder(of: name) }
        let held = holder ?? name
        if let driver = try need(action, { () throws(SysfsError) in try self.driver(of: held) }) {
            try write(held.rawValue, KernelFile.unbind(driver), action)
        }
        if let holder { try write("", KernelFile.nvdimm(holder) + "/namespace", action) }
    }

    private func reset(_ align: SeedAlign, in region: KernelName, _ action: Action) throws(StepFailure) {
        let seed = try need(action) { () throws(SysfsError) in try self.seed(align.kind, in: region) }
        if let seed { try write("\(align.align.rawValue)", KernelFile.nvdimm(seed) + "/align", action) }
    }

    /// Binds a namespace, whose bind fails with ENXIO, or ENODEV on Linux 5.10, where the kernel made and bound its nd device.
    private func enable(
        _ name: KernelName, _ driver: DriverName?, _ action: Action
    ) throws(StepFailure) {
        // An nd device that was unbound and not released keeps the kernel from making the right one.
        if try need(action, { () throws(SysfsError) in try holder(of: name) }) != nil {
            try release(name, action)
        }
        var refusal: StepFailure?
        do throws(StepFailure) {
            try write(name.rawValue, KernelFile.bind(.ndPmem), action)
        } catch {
            guard case .refused(_, _, let errno) = error.cause,
                [.noSuchDeviceOrAddress, .noSuchDevice].contains(errno)
            else { throw error }
            refusal = error
        }
        // The kernel registers and binds the nd device after the write has returned.
        waitForNamespaces(of: KernelFile.region(of: name))
        guard let refusal else { return }
        guard let holder = try need(action, { () throws(SysfsError) in try holder(of: name) }) else {
            throw refusal
        }
        let found = try need(action) { () throws(SysfsError) in try self.driver(of: holder) }
        guard let driver, found != driver else {
            guard found != nil else { throw refusal }
            return
        }
        if let found { try write(holder.rawValue, KernelFile.unbind(found), action) }
        try write(holder.rawValue, KernelFile.bind(driver), action)
    }

    // MARK: Contents

    /// Reads bytes of a namespace that is enabled raw and that nobody uses.
    ///
    /// - Parameters:
    ///   - name: The namespace.
    ///   - offset: Where they begin.
    ///   - count: How many.
    /// - Returns: The bytes.
    /// - Throws: ``StepFailure`` when they can't be read.
    package func contents(
        of name: KernelName, at offset: UInt64, _ count: Int
    ) throws(StepFailure) -> [UInt8] {
        try onBlockDevice(name, .namespace(name, .enableRaw), writes: false) { (device) throws(SysfsError) in
            try device.read(count, at: offset)
        }
    }

    private func overwriteInfoBlock(
        of name: KernelName, _ new: BytePatch, _ action: Action
    ) throws(StepFailure) {
        try rawly(name, action) { () throws(StepFailure) in try overwrite([new], of: name, action) }
    }

    /// Saves parts of a namespace that is enabled raw, and overwrites them.
    private func overwrite(
        _ parts: [BytePatch], of name: KernelName, _ action: Action
    ) throws(StepFailure) {
        let saved = SavedCopies()
        let old = try onBlockDevice(name, action) { (device) throws(SysfsError) in
            // A copy is there already where a run was killed behind it: it has what was there first.
            let copy = try saved.parts(of: name)
            return copy?.map(\.range) == parts.map(\.range) ? copy ?? [] : try device.parts(as: parts)
        }
        do throws(RunFileError) {
            try saved.save(old, of: name)
        } catch {
            throw StepFailure(
                action,
                .refused(
                    file: error.path, value: "what \(name) holds",
                    ErrorNumber(rawValue: error.errno?.rawValue ?? ErrorNumber.inputOutput.rawValue)))
        }
        try onBlockDevice(name, action) { (device) throws(SysfsError) in try device.write(parts, over: old) }
        saved.noteReplaced(name)
    }

    /// Writes back what was saved of a namespace, which no driver holds afterwards.
    private func restore(_ name: KernelName, _ action: Action) throws(StepFailure) {
        try release(name, action)
        let saved = SavedCopies()
        if let parts = try need(action, { () throws(SysfsError) in try saved.parts(of: name) }) {
            try rawly(name, action) { () throws(StepFailure) in
                try onBlockDevice(name, action) { (device) throws(SysfsError) in
                    try device.write(parts, over: device.parts(as: parts))
                }
            }
            saved.remove(name)
        } else {
            try write("0", KernelFile.forceRaw(name), action)
        }
    }

    private func enableRaw(_ name: KernelName, _ action: Action) throws(StepFailure) {
        try write("1", KernelFile.forceRaw(name), action)
        try write(name.rawValue, KernelFile.bind(.ndPmem), action)
    }

    private func disableRaw(_ name: KernelName, _ action: Action) throws(StepFailure) {
        try release(name, action)
        try write("0", KernelFile.forceRaw(name), action)
    }

    /// Calls a closure while a namespace is enabled raw; after it no driver holds the namespace.
    private func rawly(
        _ name: KernelName, _ action: Action, _ body: () throws(StepFailure) -> Void
    ) throws(StepFailure) {
        var failure: StepFailure?
        do throws(StepFailure) {
            try enableRaw(name, action)
            try body()
        } catch {
            failure = error
        }
        do throws(StepFailure) {
            try disableRaw(name, action)
        } catch {
            failure = failure ?? error
        }
        if let failure { throw failure }
    }

    private func onBlockDevice<Value>(
        _ name: KernelName, _ action: Action, writes: Bool = true,
        _ body: (borrowing ExclusiveDevice) throws(SysfsError) -> Value
    ) throws(StepFailure) -> Value {
        guard let found = try need(action, { () throws(SysfsError) in try blockDevice(of: name) }) else {
            throw StepFailure(action, .noEffect(action.after))
        }
        return try need(action) { () throws(SysfsError) in
            try body(ExclusiveDevice(found.path, number: found.number, writes: writes))
        }
    }
}

extension ExclusiveDevice {
    /// What is there in the place of other parts.
    fileprivate borrowing func parts(as others: [BytePatch]) throws(SysfsError) -> [BytePatch] {
        var parts: [BytePatch] = []
        for other in others {
            parts.append(BytePatch(at: other.offset, try read(other.bytes.count, at: UInt64(other.offset))))
        }
        return parts
    }

    /// Writes parts over others, but for those that are the same.
    fileprivate borrowing func write(_ parts: [BytePatch], over others: [BytePatch]) throws(SysfsError) {
        for (part, other) in zip(parts, others) where part != other {
            try write(part.bytes, at: UInt64(part.offset))
        }
    }
}
