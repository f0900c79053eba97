// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The paths of a device, its driver and its region, which depend on the device model.
internal struct DevicePlace: Sendable, Hashable {
    /// The model of the device.
    let model: DeviceModel
    /// The device's folder below `/sys/devices`.
    let path: String
    /// The device's folder.
    let folder: String
    /// The folder below `/sys/devices` of the device that provides the region.
    let provider: String

    /// Creates the paths from a link in ``DeviceModel/listing``; nil when it points outside of `/sys/devices`.
    init?(model: DeviceModel, link: String) {
        var rest = Array(link.utf8)[...]
        while let prefix = Self.ways.first(where: { rest.starts(with: $0) }) {
            rest = rest.dropFirst(prefix.count)
        }
        guard rest.starts(with: Self.devices) else { return nil }
        self.init(model: model, path: String(decoding: rest.dropFirst(Self.devices.count - 1), as: UTF8.self))
    }

    /// The prefix of links to `/sys/devices`.
    private static let ways = ["../", "/sys/", "sys/"].map { Array($0.utf8) }
    private static let root = "/sys/devices"
    private static let devices = Array("devices/".utf8)

    /// Creates the paths from the device's folder below `/sys/devices`.
    init(model: DeviceModel, path: String) {
        self.model = model
        self.path = path
        folder = Self.root + path
        provider = model.regionPath(of: path)
    }

    /// The folder of the device that provides the region.
    var providerFolder: String { Self.root + provider }
    /// The folder of the region's attributes.
    var regionFolder: String { providerFolder + "/dax_region" }
    /// The link to the driver that holds the device.
    ///
    /// Under the class model only the provider has a driver.
    var driverLink: String { (model == .class ? providerFolder : folder) + "/driver" }
}
