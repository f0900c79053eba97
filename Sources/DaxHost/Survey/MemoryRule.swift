// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

/// A udev rule that brings memory blocks online when they appear.
internal struct MemoryRule: Sendable, Hashable {
    /// The file.
    let file: String
    /// The number of the line on which the rule begins.
    let line: Int
    /// The rule, its continuation lines joined.
    let text: String

    /// The folders of rules, in order of precedence.
    static let folders = [
        "/etc/udev/rules.d", "/run/udev/rules.d", "/usr/local/lib/udev/rules.d", "/usr/lib/udev/rules.d",
        "/lib/udev/rules.d",
    ]

    /// Finds the rules on this host, in the order in which udev reads them.
    ///
    /// A file hides files of the same name in later folders; a link to `/dev/null` counts as empty.
    ///
    /// - Parameter folders: The folders of rules.
    /// - Returns: The rules; unreadable files are skipped.
    static func all(in folders: [String] = folders) -> [MemoryRule] {
        var files: [String: String] = [:]
        for folder in folders {
            let names = (try? Sysfs.names(in: folder)) ?? nil
            for name in names ?? [] where name.hasSuffix(".rules") && files[name] == nil {
                files[name] = "\(folder)/\(name)"
            }
        }
        return files.sorted { $0.key < $1.key }.flatMap { _, path in
            (try? Sysfs.plainText(of: path, limit: Surveyor.fileLimit)).map { rules(in: $0, of: path) } ?? []
        }
    }

    /// Finds the rules in the text of a file.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - file: The file.
    /// - Returns: The rules in order.
    static func rules(in text: String, of file: String) -> [MemoryRule] {
        var rules: [MemoryRule] = []
        /// The target label of a rule that makes all events but those of memory skip ahead.
        var label: String?
        for line in LogicalLine.all(in: text, part: part) {
            let terms = UdevTerm.terms(in: line.text)
            if terms.contains(where: { $0.key == "LABEL" && $0.value == label }) { label = nil }
            if let target = terms.first(where: { $0.key == "GOTO" })?.value,
                terms.contains(where: { $0.key == "SUBSYSTEM" && $0.sign == "!=" && $0.value == "memory" })
            {
                label = target
                continue
            }
            guard label != nil || terms.contains(where: \.isOfMemory),
                !terms.contains(where: \.excludesMemory), terms.contains(where: \.bringsOnline)
            else { continue }
            rules.append(MemoryRule(file: file, line: line.lines.lowerBound, text: line.text))
        }
        return rules
    }

    /// A line without leading white space; nil for a comment.
    private static func part(_ line: LogicalLine.Scalars) -> LogicalLine.Scalars? {
        let text = line.drop { $0 == " " || $0 == "\t" }
        return text.first == "#" ? nil : text
    }
}
