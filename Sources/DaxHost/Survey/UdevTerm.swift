// SPDX-License-Identifier: Apache-2.0

/// One term of a udev rule, such as `ATTR{state}=="offline"`.
internal struct UdevTerm: Sendable, Hashable {
    /// The key with its attribute, such as `ATTR{state}`.
    let key: String
    /// The operator: `==`, `!=`, `=`, `+=`, `-=` or `:=`.
    let sign: String
    /// The value without its quotes.
    let value: String

    /// Parses the terms of a rule; other text is skipped.
    ///
    /// - Parameter rule: The rule in one line.
    /// - Returns: The terms in order.
    static func terms(in rule: String) -> [UdevTerm] {
        var terms: [UdevTerm] = []
        var rest = rule[...]
        while let quote = rest.firstIndex(of: "\"") {
            let head = rest[..<quote].drop { $0 == " " || $0 == "\t" || $0 == "," }
            rest = rest[rest.index(after: quote)...]
            guard let end = rest.indices.first(where: { isEnd($0, of: rest) }) else { return terms }
            let signs: Set<Character> = ["=", "!", "+", "-", ":"]
            let key = head.prefix { !signs.contains($0) && $0 != " " && $0 != "\t" }
            let sign = head[key.endIndex...].filter { signs.contains($0) }
            terms.append(UdevTerm(key: String(key), sign: String(sign), value: String(rest[..<end])))
            rest = rest[rest.index(after: end)...]
        }
        return terms
    }

    private static func isEnd(_ index: Substring.Index, of text: Substring) -> Bool {
        text[index] == "\"" && (index == text.startIndex || text[text.index(before: index)] != "\\")
    }

    /// Whether the term is about memory blocks and matches them.
    var isOfMemory: Bool { sign == "==" && isAboutKind && matchesMemory }

    /// Whether no new memory block matches the term.
    var excludesMemory: Bool {
        switch (key, sign) {
        case ("ACTION", "=="): !value.split(separator: "|").contains { ["add", "change", "*"].contains($0) }
        case (_, "=="): isAboutKind && !matchesMemory
        case (_, "!="): isAboutKind && matchesMemory
        default: false
        }
    }

    /// Whether the term writes a block's state, or runs a program that seems to.
    var bringsOnline: Bool {
        switch key {
        case "ATTR{state}": isAssignment && !value.hasPrefix("offline")
        case "ATTR{online}": isAssignment && value == "1"
        case "PROGRAM", "IMPORT{program}": value.contains("online")
        default: key.hasPrefix("RUN") && isAssignment && value.contains("online")
        }
    }

    private var isAssignment: Bool { ["=", "+=", ":="].contains(sign) }

    private var isAboutKind: Bool { key == "SUBSYSTEM" || key == "KERNEL" }

    private var matchesMemory: Bool {
        value.split(separator: "|").contains { pattern in
            let stem = pattern.prefix { $0 != "*" && $0 != "[" && $0 != "?" }
            if stem.count == pattern.count { return key == "SUBSYSTEM" && pattern == "memory" }
            return "memory".hasPrefix(stem) || (key == "KERNEL" && stem.hasPrefix("memory"))
        }
    }
}
