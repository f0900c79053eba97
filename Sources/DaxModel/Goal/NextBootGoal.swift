// SPDX-License-Identifier: Apache-2.0

/// The model under which the devices of NVDIMMs are to come up at the next boot.
public struct NextBootGoal: Sendable, Hashable {
    /// The model.
    public var model: DeviceModel

    /// Creates a goal.
    ///
    /// - Parameter model: The model.
    public init(_ model: DeviceModel) {
        self.model = model
    }
}
