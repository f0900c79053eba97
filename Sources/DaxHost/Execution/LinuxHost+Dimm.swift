// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Ndctl
internal import Sysfs
internal import SystemPackage

/// How the labels of a DIMM are read and written, by libndctl: sysfs has no file for them.
extension LinuxHost {
    func perform(_ change: Action.Dimm, on name: KernelName, _ action: Action) throws(StepFailure) {
        let saved = SavedCopies()
        do throws(LabelAreaError) {
            switch change {
            case .initializeLabels, .zeroLabels:
                // A copy is there already where a run was killed behind it: it has what was there first.
                if !saved.has(name) { try save(labelArea(of: name), of: name, in: saved) }
                try onDimm(name) { (dimm) throws(NdctlError) in
                    guard change == .initializeLabels else { return try dimm.zeroLabels() }
                    try dimm.readLabelIndex()
                    try dimm.initLabels(.v1_2)
                }
            case .restoreLabels:
                guard let area = try? saved.copy(of: name) else { break }
                try onDimm(name) { (dimm) throws(NdctlError) in try dimm.writeLabelArea(area) }
            }
        } catch {
            throw StepFailure(
                action, .refused(file: error.operation, value: name.rawValue, error.errno))
        }
        try bindAnew(name, action)
        if change == .restoreLabels { saved.remove(name) }
    }

    func reads(_ condition: Condition.Dimm, of name: KernelName) throws -> Bool {
        let folder = KernelFile.nvdimm(name)
        guard try Sysfs.linkedName(folder + "/driver") == DriverName.nvdimm.rawValue else { return false }
        switch condition {
        case .labelled(true): return try Sysfs.read(folder + "/flags").split(separator: " ").contains("label")
        // The kernel goes on to show the flag.
        case .labelled(false): return try LabelArea(parsing: labelArea(of: name)).current == nil
        case .areaRestored: return !SavedCopies().has(name)
        }
    }

    /// Reads the area of the labels of a DIMM.
    ///
    /// The corresponding C function is `ndctl_dimm_cmd_new_cfg_read`.
    ///
    /// - Parameter name: The DIMM.
    /// - Returns: The bytes of the whole area.
    /// - Throws: ``LabelAreaError`` when there is no such DIMM, it has no labels, or the kernel refuses.
    package func labelArea(of name: KernelName) throws(LabelAreaError) -> [UInt8] {
        try onDimm(name) { (dimm) throws(NdctlError) in try dimm.readLabelArea() }
    }

    private func save(_ area: [UInt8], of name: KernelName, in saved: SavedCopies) throws(LabelAreaError) {
        do throws(RunFileError) {
            try saved.save(area, of: name)
        } catch {
            let errno = error.errno.map { ErrorNumber(rawValue: $0.rawValue) }
            throw LabelAreaError(dimm: name, operation: error.path, errno: errno ?? .inputOutput)
        }
    }

    /// Calls a closure with a DIMM of libndctl.
    private func onDimm<Value>(
        _ name: KernelName, _ body: (borrowing Ndctl.Dimm) throws(NdctlError) -> Value
    ) throws(LabelAreaError) -> Value {
        var value: Value?
        do throws(NdctlError) {
            let context = try Ndctl.Context()
            try context.forEachBus { (bus) throws(NdctlError) in
                try bus.forEachDimm { (dimm) throws(NdctlError) in
                    if dimm.name == name.rawValue { value = try body(dimm) }
                }
            }
        } catch {
            throw LabelAreaError(
                dimm: name, operation: error.operation, errno: ErrorNumber(rawValue: error.errno.rawValue))
        }
        guard let value else {
            throw LabelAreaError(dimm: name, operation: "ndctl_dimm_get_first", errno: .noSuchDevice)
        }
        return value
    }

    /// Unbinds a DIMM and binds it again: the kernel reads its labels only then.
    private func bindAnew(_ name: KernelName, _ action: Action) throws(StepFailure) {
        do throws(SysfsError) {
            if try Sysfs.linkedName(KernelFile.nvdimm(name) + "/driver") != nil {
                try Sysfs.write(name.rawValue, to: KernelFile.unbind(.nvdimm))
            }
            try Sysfs.write(name.rawValue, to: KernelFile.bind(.nvdimm))
        } catch {
            throw StepFailure(action, error)
        }
    }
}
