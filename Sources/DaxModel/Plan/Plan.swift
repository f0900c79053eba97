// SPDX-License-Identifier: Apache-2.0

/// An ordered list of steps that makes a request true, and what that means for each device.
public struct Plan: Sendable, Hashable {
    /// What it means for each device that was named.
    public var devices: [DevicePlan]
    /// The steps, in the order in which they are done and against which they are undone.
    public var steps: [Step]
    /// What the user should know that is about no single device.
    public var notes: [Finding]

    /// Creates a plan.
    ///
    /// - Parameters:
    ///   - devices: What it means for each device.
    ///   - steps: The steps in order.
    ///   - notes: What the user should know that is about no single device.
    public init(devices: [DevicePlan], steps: [Step], notes: [Finding] = []) {
        self.devices = devices
        self.steps = steps
        self.notes = notes
    }
}
