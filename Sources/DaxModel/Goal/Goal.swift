// SPDX-License-Identifier: Apache-2.0

/// One object, and what is to be true of it.
public enum Goal: Sendable, Hashable {
    /// A device is to have a driver, a shape, and a state of its memory.
    case device(DeviceGoal)
    /// A namespace, an NVDIMM region or a DIMM is to become something.
    case nvdimm(NvdimmGoal)
    /// A setting of the host is to have a value.
    case setting(SettingGoal)
    /// The devices of NVDIMMs are to come up under a model at the next boot.
    case nextBoot(NextBootGoal)

    /// The entry of a layout that the goal serves; nil without one.
    var entry: Layout.Key? {
        get {
            switch self {
            case .device(let goal): goal.entry
            case .nvdimm(let goal): goal.entry
            case .setting, .nextBoot: nil
            }
        }
        set {
            switch self {
            case .device(var goal):
                goal.entry = newValue
                self = .device(goal)
            case .nvdimm(var goal):
                goal.entry = newValue
                self = .nvdimm(goal)
            case .setting, .nextBoot: break
            }
        }
    }

    /// The object that the goal is about.
    public var object: ObjectReference {
        switch self {
        case .device(let goal): .device(goal.name)
        case .nvdimm(let goal): goal.object
        case .setting(let goal): .setting(goal.setting)
        case .nextBoot: .setting(.modprobe)
        }
    }
}
