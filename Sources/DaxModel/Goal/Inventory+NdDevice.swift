// SPDX-License-Identifier: Apache-2.0

extension Inventory {
    /// The nd device that provides the region of a device.
    func ndDevice(under device: DaxDevice) throws(Refusal) -> KernelName {
        guard let region = region(of: device), region.provider == .pmem else {
            throw Refusal(
                .device(.notOnNvdimm), about: .device(device.name), remedies: .nameNvdimmDevices)
        }
        return KernelName(rawValue: String(region.providerDevice))
    }
}
