// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Yaml

/// The real libyaml.
@Suite("YAML")
struct YamlNodeTests {
    private static func error(_ text: String) -> YamlError? { error(Array(text.utf8)) }

    private static func error(_ bytes: [UInt8]) -> YamlError? {
        do throws(YamlError) {
            _ = try YamlNode(parsing: bytes)
            return nil
        } catch {
            return error
        }
    }

    private static func at(_ line: Int, _ column: Int) -> YamlPlace { YamlPlace(line: line, column: column) }

    @Test("is a tree whose nodes know their places, counted in characters")
    func tree() throws {
        let node = try YamlNode(parsing: Array("# one\na: [x, \"é y\", 'z']\n\"b\": {c: 1, é: 2}\nd:\n".utf8))
        guard case .mapping(let members) = node.content else {
            Issue.record("\(node)")
            return
        }
        #expect(node.place == Self.at(2, 1))
        #expect(members.map(\.key) == ["a", "b", "d"])
        #expect(members.map(\.place) == [Self.at(2, 1), Self.at(3, 1), Self.at(4, 1)])
        #expect(
            members[0].value
                == YamlNode(
                    place: Self.at(2, 4),
                    content: .list([
                        YamlNode(place: Self.at(2, 5), content: .plain("x")),
                        YamlNode(place: Self.at(2, 8), content: .quoted("é y")),
                        YamlNode(place: Self.at(2, 15), content: .quoted("z")),
                    ])))
        guard case .mapping(let inner) = members[1].value.content else {
            Issue.record("\(members[1])")
            return
        }
        #expect(inner.map(\.place) == [Self.at(3, 7), Self.at(3, 13)])
        #expect(inner.map(\.value.place) == [Self.at(3, 10), Self.at(3, 16)])
        #expect(members[2].value == YamlNode(place: Self.at(4, 3), content: .plain("")))
        #expect(members[2].value.isNothing)
    }

    @Test("may be JSON, and empty", arguments: ["", "\n", "# nothing\n", "---\n", "--- \n...\n", "\u{FEFF}"])
    func empty(text: String) throws {
        #expect(try YamlNode(parsing: Array(text.utf8)).content == .plain(""))
        let json = try YamlNode(parsing: Array("{\"a\": [1, true, null, \"b\\u00e9\\n\\/\"]}".utf8))
        let plain = try YamlNode(parsing: Array("a:\n- 1\n- true\n- null\n- \"b\u{e9}\\n/\"".utf8))
        #expect(Self.bare(json) == Self.bare(plain))
    }

    private static func bare(_ node: YamlNode) -> String {
        switch node.content {
        case .plain(let text): text
        case .quoted(let text): text.debugDescription
        case .list(let nodes): "[" + nodes.map(bare).joined(separator: ", ") + "]"
        case .mapping(let members):
            "{" + members.map { "\($0.key): \(bare($0.value))" }.joined(separator: ", ") + "}"
        }
    }

    @Test("has text, numbers and truth values as in the core schema of version 1.2")
    func kinds() {
        func node(_ text: String) -> YamlNode { YamlNode(place: .start, content: .plain(text)) }
        for text in [
            "", "~", "null", "true", "False", "TRUE", "0", "-1", "+12", "007", "0x1F", "0o17", "1.5", ".5",
            "1.",
            "1e3", "-1.5E-10", ".inf", "-.INF", ".nan", "1e999",
        ] {
            #expect(node(text).text == nil, "\(text)")
            #expect(YamlNode(place: .start, content: .quoted(text)).text == text)
        }
        for text in [
            "a", "yes", "no", "on", "off", "y", "nUll", "tRue", "4G", "50%", "0x", "0xg", "0o8", "e5", ".",
            "-", "+",
            "1-2", "1_000", "nan", "inf", "-nan", "0x140000000-0x23fffffff",
            "07bc7573-aca8-406e-90d0-17524d99b28d",
            "1e", "12:30", "١",
        ] { #expect(node(text).text == text) }
        #expect(["true", "True", "TRUE"].allSatisfy { node($0).flag == true })
        #expect(["false", "False", "FALSE"].allSatisfy { node($0).flag == false })
        #expect(["yes", "on", "1", "tRue", ""].allSatisfy { node($0).flag == nil })
        #expect(YamlNode(place: .start, content: .quoted("true")).flag == nil)
        #expect(!YamlNode(place: .start, content: .quoted("")).isNothing)
    }

    @Test(
        "is refused where it could mean more than it shows",
        arguments: [
            ("a: &x 1\nb: *x\n", at(1, 4), .anchor), ("a: 1\nb: *x\n", at(2, 4), .alias),
            ("&x {a: 1}", at(1, 1), .anchor), ("a: &x [1]", at(1, 4), .anchor),
            ("a: !!str 1", at(1, 4), .tag("tag:yaml.org,2002:str")), ("a: !x {}", at(1, 4), .tag("!x")),
            ("a: !!seq []", at(1, 4), .tag("tag:yaml.org,2002:seq")), ("a: ! 1", at(1, 4), .tag("!")),
            ("a: 1\nb: 2\n'a': 3\n", at(3, 1), .keyTwice("a", first: at(1, 1))),
            ("x: {a: 1, a: 2}", at(1, 11), .keyTwice("a", first: at(1, 5))),
            ("a: 1\n---\nb: 1\n", at(2, 1), .secondDocument), ("a\n--- \n", at(2, 1), .secondDocument),
            ("[a]: 1", at(1, 1), .keyIsNoText), ("? {a: b}\n: 1", at(1, 3), .keyIsNoText),
            (String(repeating: "[", count: 33), at(1, 33), .tooDeep(limit: 32)),
            (String(repeating: "- ", count: 40) + "a", at(1, 65), .tooDeep(limit: 32)),
        ] as [(String, YamlPlace, YamlError.Fault)])
    func refused(text: String, place: YamlPlace, fault: YamlError.Fault) {
        #expect(Self.error(text) == YamlError(place: place, fault: fault))
    }

    @Test("has 32 levels")
    func deep() {
        #expect(Self.error(String(repeating: "[", count: 32) + String(repeating: "]", count: 32)) == nil)
    }

    @Test(
        "is refused with the library's words where it is none",
        arguments: [
            (Array("a: [1, 2]]".utf8), at(1, 10), "did not find expected key"),
            (Array("a: 1\n b: 2\n".utf8), at(2, 3), "mapping values are not allowed in this context"),
            (Array("a: 1\n\tb: 2\n".utf8), at(2, 1), "found a tab character that violates indentation"),
            (Array("a: \"x\n".utf8), at(2, 1), "found unexpected end of stream"),
            (Array("speed: >= 100 GB/s".utf8), at(1, 9), "did not find expected comment or line break"),
            (Array("%YAML 3.0\n---\na".utf8), at(1, 1), "found incompatible YAML document"),
            (Array("a: é".utf8) + [0xff], at(1, 5), "invalid leading UTF-8 octet"),
            ([0x61, 0x0a, 0xc3], at(2, 1), "incomplete UTF-8 octet sequence"),
            (Array("a: 1\nb: \u{7}".utf8), at(2, 4), "control characters are not allowed"),
            ([0xff, 0xfe, 0x61, 0x00], at(1, 1), "invalid leading UTF-8 octet"),
        ] as [([UInt8], YamlPlace, String)])
    func syntax(bytes: [UInt8], place: YamlPlace, problem: String) {
        let error = Self.error(bytes)
        #expect(error?.place == place)
        guard case .syntax(problem, _) = error?.fault else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("takes bounded time and memory", .timeLimit(.minutes(1)))
    func hostile() {
        let size = YamlNode.maximumSize
        #expect(
            Self.error(Array(repeating: 0x20, count: size + 1))
                == YamlError(place: .start, fault: .tooLarge(limit: size)))
        for part in [
            "[", "{", "- ", "? ", "a: ", "{a: ", "[[],", "\"", "'", "&a ", "*a ", "!", "# ", "\n", "a\n",
            "|\n ", "? a\n",
            "a", "[a,", "{?", " ", "\t", "%", "%TAG ! !\n", "---\n", "- - \n", "\u{2028}", "\\", "a:\n",
        ] {
            let text = String(repeating: part, count: size / 4 / part.utf8.count)
            let time = ContinuousClock().measure { _ = Self.error(text) }
            #expect(time < .seconds(5), "\(part.debugDescription)")
        }
    }
}
