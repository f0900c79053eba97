// SPDX-License-Identifier: Apache-2.0

import DaxFormat
import DaxModel
import Testing

@testable import DaxshiftCLI

@Suite("The words for layouts")
struct LayoutWordsTests {
    private static func lines(_ files: [(path: String, text: String)]) -> [String] {
        do throws(LayoutErrors) {
            let notes = try LayoutText.layout(
                parsing: files.map { Layout.File(path: $0.path, text: .success(Array($0.text.utf8))) }
            ).notes
            return notes.map(Words.daxshift.line)
        } catch {
            return error.all.map(Words.daxshift.line)
        }
    }

    @Test(
        "say where an error is, what it is and what would be right",
        arguments: [
            (
                "namespaces: {data: {szie: 4G}}",
                "2:21: namespaces.data.szie: the key is unknown: the nearest is size, and all are region, uuid, name, mode, "
                    + "size, align, map, sector_size, device, allow"
            ),
            (
                "namespaces: {data: {size: 4X}}",
                "2:27: namespaces.data.size: it can't be '4X': write a size above 0 such as 512M or 4G, a share from 1% to "
                    + "100%, or max"
            ),
            (
                "regions: {a: {match: {serials: [0x12]}}}",
                "2:33: regions.a.match.serials: it can't be '0x12': write a list of serial numbers in quotes, such as "
                    + "[\"0x1234\"]"
            ),
            (
                "tiering: {demotion: \"true\"}",
                "2:21: tiering.demotion: it can't be the text \"true\": write true or false"
            ),
            ("namespaces:", "2:12: namespaces: it can't be nothing: write keys with values"),
            (
                "devices: {a: {match: {speed: fastest}}}",
                "2:11: devices.a.mode: it is missing: write one of system-ram, devdax, famfs, disabled"
            ),
            (
                "devices: {a: {match: {speed: fastest}, mode: devdax, zone: kernel}}",
                "2:54: devices.a.zone: it goes with mode: system-ram alone: leave it out, or write that"
            ),
            (
                "namespaces: {a: {size: 60%}, b: {size: 50%}}",
                "2:30: namespaces.b: the shares of its region are 110% with this one: make them 100% at most"
            ),
            (
                "namespaces: {a: {region: pmen}}\nregions: {pmem: {match: {speed: fastest}}}",
                "2:14: namespaces.a: no entry of regions is called 'pmen': the nearest is 'pmem'"
            ),
            ("a: &x 1", "2:4: anchors are not taken: leave it out"),
            (
                "devices: {a: {match: {speed: fastest}, mode: devdax}}\nregions: {b: {match: {speed: >= 1 GB/s}}}",
                "3:30: it is no YAML: found character that cannot start any token while scanning for the next token"
            ),
            (
                "speed: >= 1 GB/s",
                "2:9: it is no YAML: did not find expected comment or line break while scanning a block scalar; write text "
                    + "that begins with > or | in quotes"
            ),
        ])
    func errors(text: String, line: String) {
        #expect(Self.lines([("a.yaml", "schema: daxshift.layout/1\n" + text + "\n")]) == ["a.yaml:" + line])
    }

    @Test("name what replaces what, what depends on the kernel's numbers, and files that are no layout")
    func notes() {
        let first = "schema: daxshift.layout/1\ndevices: {a: {match: {name: dax0.0}, mode: devdax}}\n"
        #expect(
            Self.lines([("a.yaml", first), ("b.yaml", first)]) == [
                "a.yaml:2:23: devices.a.match.name may mean another object at the next boot, when the kernel counts anew",
                "b.yaml:2:23: devices.a.match.name may mean another object at the next boot, when the kernel counts anew",
                "b.yaml:2:11: devices.a replaces the one at a.yaml:2:11",
            ])
        #expect(
            Self.lines([("a.yaml", String(repeating: " ", count: 1 << 20 + 1))]) == [
                "a.yaml: it has more than 1048576 bytes"
            ])
    }
}
