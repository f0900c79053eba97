// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// What a device is, whatever its name.
    ///
    /// - Parameters:
    ///   - device: The device; without ranges, where it is gone.
    ///   - ndDevice: The nd device by which its namespace is found where none says that it carries the device.
    /// - Returns: Its identity, as far as the survey tells.
    public func identity(of device: DaxDevice, from ndDevice: KernelName? = nil) -> ObjectIdentity {
        let namespace =
            namespaces.first { $0.device == device.name }
            ?? ndDevice.flatMap { ndDevice in namespaces.first { $0.ndDevice == ndDevice } }
        return ObjectIdentity(
            uuid: namespace?.uuid, provider: region(of: device).map { String($0.providerDevice) },
            ranges: device.ranges)
    }
}
