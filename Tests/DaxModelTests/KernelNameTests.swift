// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@Suite("The names of nd devices")
struct KernelNameTests {
    @Test("are ordered by the numbers in them")
    func order() {
        let names = [
            "dax0.1", "namespace0.0", "namespace0.2", "namespace0.10", "namespace2.0", "ndbus", "ndbus0",
            "region2", "region10", "region99999999999999999999",
        ]
        #expect(names.reversed().map(KernelName.init(rawValue:)).sorted().map(\.rawValue) == names)
        let name = KernelName(rawValue: "dax0.1")
        #expect(!(name < name))
        #expect(KernelName(rawValue: "dax0") < name)
    }
}
