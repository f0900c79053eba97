// SPDX-License-Identifier: Apache-2.0

/// The model under which the devices of NVDIMMs are to come up at the next boot.
public struct NextBootGoal: Sendable, Hashable {
    /// The model.
    public var model: DeviceModel
    /// Whether the initramfs is to be rebuilt where it would decide otherwise.
    public var makesInitramfs: Bool

    /// Creates a goal.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - makesInitramfs: Whether the initramfs is to be rebuilt where it would decide otherwise.
    public init(_ model: DeviceModel, makesInitramfs: Bool = false) {
        self.model = model
        self.makesInitramfs = makesInitramfs
    }
}
