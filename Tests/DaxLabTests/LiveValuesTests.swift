// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

@testable import DaxLab

@Suite struct LiveValuesTests {
    @Test(arguments: [
        ("nvdimm", ["nvdimm"]), ("cx", ["cxl", "cxl2"]), ("h", ["hbm"]), ("nowhere/", []), ("nothing", []),
    ])
    func `presets are hosts`(_ word: String, _ hosts: [String]) {
        #expect(LiveValues.hosts(for: word) == hosts)
    }

    @Test func `without a word, all presets and all kernels are there`() {
        #expect(Array(LiveValues.hosts(for: "").prefix(Host.presetNames.count)) == Host.presetNames)
        #expect(Array(LiveValues.kernels(for: "").prefix(4)) == ["5.10", "6.1", "6.12", "7.2"])
    }

    @Test(arguments: [
        ("6", ["6.1", "6.12"]), ("7.2", ["7.2"]), ("8", []),
    ])
    func `Debian's kernels are kernels`(_ word: String, _ kernels: [String]) {
        #expect(LiveValues.kernels(for: word) == kernels)
    }

    @Test(arguments: [
        ("", ["a.json", "b.json", "sub/"], ["a.json", "b.json", "bzImage", "sub/"]),
        ("b", ["b.json"], ["b.json", "bzImage"]), ("sub", ["sub/"], ["sub/"]),
        ("sub/", ["sub/c.json"], ["sub/c.json"]),
        ("x", [], []), ("b.json/", [], []),
    ])
    func `files are hosts and kernels where their names are plain`(
        _ word: String, _ hosts: [String], _ kernels: [String]
    ) throws {
        let folder = try TemporaryFolder(in: TemporaryFolder.standardParent)
        defer { folder.remove() }
        try folder.path.appending("sub").createFolder()
        let names = [
            "a.json", "b.json", "bzImage", ".hidden.json", "$(touch made).json", "`x`.json", "a b.json",
            "c:d.json", "é.json",
        ]
        for name in names { try folder.path.appending(name).write([]) }
        try folder.path.appending("sub").appending("c.json").write([])
        let start = folder.path.string + "/"
        #expect(LiveValues.hosts(for: start + word) == hosts.map { start + $0 })
        #expect(LiveValues.kernels(for: start + word) == kernels.map { start + $0 })
    }
}
