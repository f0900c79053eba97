// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxshiftCLI

@Suite("Names on the command line")
struct ObjectNameTests {
    @Test(arguments: [("0", 0), ("17", 17), ("region3", 3)])
    func `a region is a number or a name`(text: String, id: RegionNumber) throws {
        #expect(try ObjectName.region(text) == id)
    }

    @Test(arguments: ["0.0", "dax0.0", "/dev/dax0.0"])
    func `a device has three forms`(text: String) throws {
        #expect(try ObjectName.device(text) == DeviceName(region: 0, device: 0))
    }

    @Test(arguments: ["1.0", "namespace1.0"])
    func `a namespace has two forms`(text: String) throws {
        #expect(try ObjectName.namespace(text).rawValue == "namespace1.0")
    }

    @Test(arguments: [
        "", "region", "0x", "01", "-1", "+1", "region0.0", "all", "99999999999999999999", " 0", "٣",
    ])
    func `nothing else is a region`(text: String) {
        let error = #expect(throws: MalformedName.self) { try ObjectName.region(text) }
        #expect(error?.description == "'\(text)' does not name a region: write N or regionN")
    }

    @Test(arguments: [
        "", "dax", "0", "dax0", "0.0junk", "dax0.0.0", "dax00.0", "/dev/0.0", "dev/dax0.0", "/dev/../dax0.0",
        "daxdax0.0", "/dev/dax/dev/dax0.0", "region0", "dax0.", "dax.0",
    ])
    func `nothing else is a device`(text: String) {
        #expect(throws: MalformedName.self) { try ObjectName.device(text) }
    }

    @Test(arguments: [
        "", "namespace", "namespace0", "0", "dax0.0", "namespacedax0.0", "namespace0.0.1", "0.01",
    ])
    func `nothing else is a namespace`(text: String) {
        #expect(throws: MalformedName.self) { try ObjectName.namespace(text) }
    }
}
