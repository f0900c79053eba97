// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxLab

@Suite struct MemorySizeTests {
    @Test(arguments: [
        ("4G", "4G"), ("4098M", "4098M"), ("1024M", "1G"), ("128K", "128K"), ("0K", "0"), ("1T", "1T"),
    ])
    func reads(_ text: String, _ description: String) {
        #expect(MemorySize(text)?.description == description)
    }

    @Test(arguments: ["", "G", "4", "4g", "-4G", "+4G", "4.5G", " 4G", "4GB", "99999999999T"])
    func refuses(_ text: String) {
        #expect(MemorySize(text) == nil)
    }
}
