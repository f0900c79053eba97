// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// The losses that are not of the given kinds.
    ///
    /// - Parameter kinds: The kinds to leave out.
    /// - Returns: The devices that have others, each with those alone.
    public func losses(besides kinds: Set<Loss.Kind>) -> [DevicePlan] {
        devices.compactMap { device in
            var device = device
            device.losses.removeAll { kinds.contains($0.kind) }
            return device.losses.isEmpty ? nil : device
        }
    }
}
