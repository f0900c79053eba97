// SPDX-License-Identifier: Apache-2.0

/// An ordered list of steps that fulfils a request, and what it means for each device.
public struct Plan: Sendable, Hashable {
    /// What it means for each device that was named.
    public var devices: [DevicePlan]
    /// What it means for each namespace, NVDIMM region and DIMM that was named.
    public var nvdimms: [NvdimmPlan]
    /// What it means for each setting of the host that was named.
    public var settings: [SettingPlan]
    /// The steps in order; they are undone in reverse order.
    public var steps: [Step]
    /// Notes for the user that are not about a single device.
    public var notes: [Finding]

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - devices: What it means for each device.
    ///   - nvdimms: What it means for each namespace, NVDIMM region and DIMM.
    ///   - settings: What it means for each setting of the host.
    ///   - steps: The steps in order.
    ///   - notes: Notes for the user that are not about a single device.
    public init(
        devices: [DevicePlan], nvdimms: [NvdimmPlan] = [], settings: [SettingPlan] = [], steps: [Step],
        notes: [Finding] = []
    ) {
        self.devices = devices
        self.nvdimms = nvdimms
        self.settings = settings
        self.steps = steps
        self.notes = notes
    }
}
