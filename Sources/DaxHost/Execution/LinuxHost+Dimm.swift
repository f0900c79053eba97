// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Ndctl
internal import Sysfs
internal import SystemPackage

/// How a DIMM gets a driver, and how its labels are read through its device and written by libndctl.
///
/// No file of sysfs has them.
extension LinuxHost {
    func perform(_ change: Action.Dimm, on name: KernelName, _ action: Action) throws(StepFailure) {
        let saved = SavedCopies()
        switch change {
        case .initializeLabels(let version):
            try overwriteLabels(of: name, saved, action) { (dimm) throws(NdctlError) in
                try dimm.readLabelIndex()
                try dimm.initLabels(version == .v1_1 ? .v1_1 : .v1_2)
            }
        case .zeroLabels:
            try overwriteLabels(of: name, saved, action) { (dimm) throws(NdctlError) in
                try dimm.zeroLabels()
            }
        case .writeLabels(let patch):
            try overwriteLabels(of: name, saved, action) { (dimm) throws(NdctlError) in
                try dimm.writeLabelArea(patch.bytes, offset: patch.offset)
            }
        case .restoreLabels:
            if let area = try? saved.copy(of: name) {
                try failing(name, action) { () throws(LabelAreaError) in
                    try onDimm(name) { (dimm) throws(LabelAreaError) in
                        try calling(for: name) { () throws(NdctlError) in try dimm.writeLabelArea(area) }
                    }
                }
            }
            try bindAnew(name, action)
            saved.remove(name)
        case .enable: try bind(name, action)
        case .disable: try unbind(name, action)
        }
    }

    /// Saves the area of the labels, lets a closure overwrite it, and binds the DIMM anew.
    private func overwriteLabels(
        of name: KernelName, _ saved: SavedCopies, _ action: Action,
        _ body: (borrowing Ndctl.Dimm) throws(NdctlError) -> Void
    ) throws(StepFailure) {
        try failing(name, action) { () throws(LabelAreaError) in
            // A copy is there already where a run was killed behind it: it has what was there first.
            let isSaved = saved.has(name)
            if !isSaved { try save(labelArea(of: name), of: name, in: saved) }
            try onDimm(name) { (dimm) throws(LabelAreaError) in
                try calling(for: name) { () throws(NdctlError) in try body(dimm) }
            }
        }
        try bindAnew(name, action)
    }

    private func failing(
        _ name: KernelName, _ action: Action, _ body: () throws(LabelAreaError) -> Void
    ) throws(StepFailure) {
        do throws(LabelAreaError) {
            try body()
        } catch {
            throw StepFailure(
                action, .refused(file: error.operation, value: name.rawValue, error.errno))
        }
    }

    func reads(_ condition: Condition.Dimm, of name: KernelName) throws -> Bool {
        let folder = KernelFile.nvdimm(name)
        let isEnabled = try Sysfs.linkedName(folder + "/driver") == DriverName.nvdimm.rawValue
        if case .isEnabled(let wanted) = condition { return try Sysfs.exists(folder) && isEnabled == wanted }
        guard isEnabled else { return false }
        switch condition {
        case .isEnabled: return true
        case .labelled(true): return try Sysfs.read(folder + "/flags").split(separator: " ").contains("label")
        // The kernel goes on to show the flag.
        case .labelled(false): return try LabelArea(parsing: labelArea(of: name)).current == nil
        case .holds(let patch):
            let bytes = try labelStorage(of: name) { (storage) throws(SysfsError) in
                try storage.read(patch.range.upperBound)
            }
            return SavedCopies().has(name) && bytes[patch.range].elementsEqual(patch.bytes)
        case .areaRestored: return !SavedCopies().has(name)
        }
    }

    /// Reads the area of the labels of a DIMM.
    ///
    /// - Parameter name: The DIMM.
    /// - Returns: The bytes of the whole area.
    /// - Throws: ``LabelAreaError`` when there is no such DIMM, it has no labels, or the kernel refuses.
    package func labelArea(of name: KernelName) throws(LabelAreaError) -> [UInt8] {
        try labelStorage(of: name) { (storage) throws(SysfsError) in try storage.read(storage.size) }
    }

    /// Reads the version of the labels of a DIMM, from their index alone; nil when it has no labels.
    func labelVersion(of name: KernelName) throws(LabelAreaError) -> DaxModel.LabelVersion? {
        let area = try labelStorage(of: name) { (storage) throws(SysfsError) in
            let indexes = try storage.read(LabelArea.indexesSize(ofArea: storage.size))
            return indexes + [UInt8](repeating: 0, count: storage.size - indexes.count)
        }
        return LabelArea(parsing: area).current?.version
    }

    private func labelStorage<Value>(
        of name: KernelName, _ body: (borrowing LabelStorage) throws(SysfsError) -> Value
    ) throws(LabelAreaError) -> Value {
        do throws(SysfsError) {
            let number = try Sysfs.read(KernelFile.nvdimm(name) + "/dev")
            return try body(LabelStorage("/dev/\(name)", number: number))
        } catch {
            throw LabelAreaError(
                dimm: name, operation: error.path, errno: ErrorNumber(rawValue: error.errno.rawValue))
        }
    }

    private func save(_ area: [UInt8], of name: KernelName, in saved: SavedCopies) throws(LabelAreaError) {
        do throws(RunFileError) {
            try saved.save(area, of: name)
        } catch {
            let errno = error.errno.map { ErrorNumber(rawValue: $0.rawValue) }
            throw LabelAreaError(dimm: name, operation: error.path, errno: errno ?? .inputOutput)
        }
    }

    /// Calls a closure with a DIMM of libndctl, in one context.
    private func onDimm<Value>(
        _ name: KernelName, _ body: (borrowing Ndctl.Dimm) throws(LabelAreaError) -> Value
    ) throws(LabelAreaError) -> Value {
        var value: Value?
        let context = try calling(for: name) { () throws(NdctlError) in try Ndctl.Context() }
        try context.forEachBus { (bus) throws(LabelAreaError) in
            try bus.forEachDimm { (dimm) throws(LabelAreaError) in
                if dimm.name == name.rawValue { value = try body(dimm) }
            }
        }
        guard let value else {
            throw LabelAreaError(dimm: name, operation: "ndctl_dimm_get_first", errno: .noSuchDevice)
        }
        return value
    }

    /// Calls libndctl for a DIMM.
    private func calling<Value: ~Copyable>(
        for name: KernelName, _ body: () throws(NdctlError) -> Value
    ) throws(LabelAreaError) -> Value {
        do throws(NdctlError) {
            return try body()
        } catch {
            throw LabelAreaError(
                dimm: name, operation: error.operation, errno: ErrorNumber(rawValue: error.errno.rawValue))
        }
    }

    /// Unbinds a DIMM and binds it again: the kernel reads its labels only then.
    private func bindAnew(_ name: KernelName, _ action: Action) throws(StepFailure) {
        try unbind(name, action)
        try bind(name, action)
    }

    private func unbind(_ name: KernelName, _ action: Action) throws(StepFailure) {
        do throws(SysfsError) {
            guard try Sysfs.linkedName(KernelFile.nvdimm(name) + "/driver") != nil else { return }
            try Sysfs.write(name.rawValue, to: KernelFile.unbind(.nvdimm))
        } catch {
            throw StepFailure(action, error)
        }
    }

    private func bind(_ name: KernelName, _ action: Action) throws(StepFailure) {
        do throws(SysfsError) {
            try Sysfs.write(name.rawValue, to: KernelFile.bind(.nvdimm))
        } catch {
            throw StepFailure(action, error)
        }
    }
}
