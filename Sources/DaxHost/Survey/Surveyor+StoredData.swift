// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// Samples what the character devices of NVDIMMs hold.
    ///
    /// Bad sectors are not read. Only `device_dax` and the drivers of the class model make character devices.
    mutating func surveyStoredData() {
        for position in inventory.devices.indices {
            let device = inventory.devices[position]
            guard device.mode == .devdax, inventory.region(of: device)?.provider == .pmem,
                sampledDevices?.contains(device.name) ?? true
            else { continue }
            inventory.devices[position].storedData = storedData(of: device)
        }
    }

    private mutating func storedData(of device: DaxDevice) -> StoredData {
        let file = DevicePlace(model: device.model, path: device.path).folder + "/dev"
        guard let number = require(file, as: Self.deviceNumber), let size = device.size else {
            return .unread(Gap(file: device.characterDevice, reason: "its number or size is unknown"))
        }
        do throws(SysfsError) {
            let memory = try DeviceMemory(device.characterDevice, number: number, size: size.rawValue)
            for offset in StoredData.samples(of: size) {
                guard !device.isBad(pageAt: offset) else {
                    let reason = "bad sectors at offset 0x\(String(offset, radix: 16))"
                    return .unread(Gap(file: device.characterDevice, reason: reason))
                }
                guard try memory.isZero(pageAt: offset) else { return .found(at: offset) }
            }
            return .blank
        } catch {
            return .unread(Gap(error))
        }
    }
}

extension DaxDevice {
    /// Whether a page has bad sectors; true also where its address is unknown and the device has any.
    fileprivate func isBad(pageAt offset: UInt64) -> Bool {
        guard !badRanges.isEmpty else { return false }
        var left = offset
        for range in ranges {
            guard left >= range.size.rawValue else {
                let first = range.start + left
                let (last, isBeyond) = first.addingReportingOverflow(StoredData.pageSize - 1)
                guard !isBeyond, let page = PhysicalRange(start: first, end: last) else { return true }
                return badRanges.contains(where: page.overlaps)
            }
            left -= range.size.rawValue
        }
        return true
    }
}
