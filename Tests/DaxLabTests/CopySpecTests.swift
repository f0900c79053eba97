// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

@testable import DaxLab

@Suite struct CopySpecTests {
    @Test(arguments: [
        ("tool", "tool", "/root/tool"), ("/usr/bin/xz", "/usr/bin/xz", "/root/xz"),
        ("dir/", "dir", "/root/dir"),
        ("a:/b/c", "a", "/b/c"), ("x/a:/opt/", "x/a", "/opt/a"), ("a:b:/root/a:b", "a:b", "/root/a:b"),
        ("a:b", "a:b", "/root/a:b"),
        ("../up", "../up", "/root/up"),
    ])
    func reads(_ text: String, _ source: String, _ destination: String) throws {
        let copy = try CopySpec(text)
        #expect(copy.source == FilePath(source))
        #expect(copy.destination == FilePath(destination))
    }

    @Test(arguments: ["", ":/x", "/"])
    func refuses(_ text: String) {
        let error = #expect(throws: LabError.self) { try CopySpec(text) }
        #expect(error?.code == .request)
    }
}
