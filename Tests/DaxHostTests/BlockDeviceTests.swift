// SPDX-License-Identifier: Apache-2.0

import Sysfs
import SystemPackage
import Testing

@Suite("A block device that is opened")
struct BlockDeviceTests {
    /// `/dev/null` stands for a device that nobody holds.
    @Test("has the number that is expected")
    func number() throws {
        let device = try BlockDevice("/dev/null", number: "1:3")
        let isExclusive = device.isExclusive
        #expect(isExclusive)
        let other = #expect(throws: SysfsError.self) { _ = try BlockDevice("/dev/null", number: "1:5") }
        #expect(other?.errno == .operationNotSupportedByDevice && other?.path == "/dev/null")
        let missing = #expect(throws: SysfsError.self) { _ = try BlockDevice("/dev/none", number: "1:5") }
        #expect(missing?.errno == .noSuchFileOrDirectory)
    }
}
