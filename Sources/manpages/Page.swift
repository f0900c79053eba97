// SPDX-License-Identifier: Apache-2.0

internal import Arguments

/// A manual page in mdoc.
struct Page {
    let command: Command
    /// The sections written for this page.
    let own: Sections
    /// The sections of every page of the command, unless a page has its own.
    let shared: Sections?
    /// Whether subcommands have pages of their own.
    let isSplit: Bool

    /// The page's text.
    ///
    /// - Throws: `ManualError` when the date of the release is none.
    func text() throws(ManualError) -> String {
        var lines = [
            ".\\\" SPDX-License-Identifier: Apache-2.0",
            ".\\\" Made by 'make man' from the command's options and Man/sections: change those.",
            ".Dd \(try Self.date(Release.date))", ".Dt \(command.page.uppercased()) 8",
            ".Os \(command.words[0]) \(Release.version)",
            ".Sh NAME", ".Nm \(command.page)", ".Nd \(Self.nameLine(command.abstract))",
            ".Sh SYNOPSIS",
        ]
        lines += isSplit ? synopsis(of: command) : command.subcommands.flatMap(synopsis)
        for title in Sections.titles {
            if let body = own.body(of: title) ?? shared?.body(of: title) {
                lines += [".Sh \(title)"] + (title == "SEE ALSO" ? references(body) : body.map(naming))
            }
            guard title == "DESCRIPTION" else { continue }
            lines += commands()
            if !command.arguments.isEmpty {
                lines += [".Sh OPTIONS"] + options(command.arguments)
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    // MARK: Parts

    private func synopsis(of command: Command) -> [String] {
        let words = command.words.dropFirst().map { "Cm \($0)" }
        var lines = [".Nm " + ([command.words[0]] + words).joined(separator: " ")]
        // Required arguments come first, positional ones last.
        let named = command.arguments.filter { !$0.isCommon && !$0.isPositional }
        let ordered =
            named.filter { !$0.isOptional } + named.filter(\.isOptional)
            + command.arguments.filter(\.isPositional)
        for argument in ordered {
            // The parser treats a repeatable positional as optional; the commands require one.
            let isOptional = argument.isOptional && !argument.isPositional
            let dots = argument.isRepeating ? " ..." : ""
            lines.append((isOptional ? ".Op " : ".") + Self.call(argument) + dots)
        }
        if !command.subcommands.isEmpty {
            lines += [".Ar command", ".Op Ar argument ..."]
        }
        return lines
    }

    private func commands() -> [String] {
        guard !command.subcommands.isEmpty else { return [] }
        var lines = [".Sh COMMANDS"]
        guard isSplit else {
            for subcommand in command.subcommands {
                lines.append(".Ss \(subcommand.words.joined(separator: " "))")
                lines.append(Self.plain(subcommand.abstract))
                lines += subcommand.discussion.flatMap { [".Pp", Self.plain(String($0))] }
                lines += options(subcommand.arguments.filter { !$0.isCommon })
            }
            return lines
        }
        lines.append(".Bl -tag -width Ds")
        for subcommand in command.subcommands {
            lines += [".It Xr \(subcommand.page) 8", Self.plain(subcommand.abstract)]
        }
        return lines + [".El"]
    }

    /// References as a comma-separated list, shared by all pages, without the page itself.
    private func references(_ body: [Substring]) -> [String] {
        let others = body.filter { $0 != ".Xr \(command.page) 8" }
        return others.dropLast().map { "\($0) ," } + others.suffix(1).map(String.init)
    }

    /// A line of a section, in which the page is called by its name instead of being referred to.
    private func naming(_ line: Substring) -> String {
        let reference = ".Xr \(command.page) 8"
        return line == reference || line.hasPrefix(reference + " ")
            ? ".Nm \(command.page)" + line.dropFirst(reference.count) : String(line)
    }

    private func options(_ arguments: [Argument]) -> [String] {
        guard !arguments.isEmpty else { return [] }
        return [".Bl -tag -width Ds"] + arguments.flatMap(Self.item) + [".El"]
    }

    private static func item(_ argument: Argument) -> [String] {
        let names = argument.names.map(flag).joined(separator: " , ")
        let value = argument.value.map { "Ar \(escaped($0))" } ?? ""
        let call = names.isEmpty || value.isEmpty ? names + value : names + " " + value
        var lines = [".It \(call)" + (argument.isPositional && argument.isRepeating ? " ..." : "")]
        lines.append(plain(argument.abstract))
        if !argument.allValues.isEmpty {
            let last = argument.allValues.count - 1
            lines.append("One of")
            for (index, value) in argument.allValues.enumerated() {
                lines.append(".Cm \(escaped(value)) \(index == last ? "." : ",")")
            }
        }
        if let value = argument.defaultValue {
            lines += ["Without it:", ".Cm \(escaped(value)) ."]
        }
        if !argument.isOptional {
            lines.append("It has to be given.")
        }
        return lines
    }

    /// The shortest form of an argument.
    private static func call(_ argument: Argument) -> String {
        let name = argument.names.first.map(flag) ?? (argument.isAfterTerminator ? "Fl -" : "")
        let value = argument.value.map { "Ar \(escaped($0))" } ?? ""
        return name.isEmpty || value.isEmpty ? name + value : name + " " + value
    }

    private static func flag(_ name: String) -> String { "Fl \(escaped(String(name.dropFirst())))" }

    // MARK: Text

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ]

    /// A date such as `2026-11-29`, as manuals have it: `November 29, 2026`.
    private static func date(_ text: String) throws(ManualError) -> String {
        let parts = text.split(separator: "-")
        guard parts.count == 3, let month = Int(parts[1]), (1...12).contains(month), let day = Int(parts[2])
        else { throw ManualError("'\(text)' is no date such as 2026-11-29") }
        return "\(months[month - 1]) \(day), \(parts[0])"
    }

    /// An abstract as the line after a name: without capital and full stop.
    private static func nameLine(_ abstract: String) -> String {
        let text = abstract.hasSuffix(".") ? String(abstract.dropLast()) : abstract
        return escaped(text.prefix(1).lowercased() + text.dropFirst())
    }

    /// Text with one sentence per line, escaped so that no line is an mdoc request.
    private static func plain(_ text: String) -> String {
        var lines: [String] = []
        for word in escaped(text).split(separator: " ") {
            if let last = lines.popLast() {
                let isNew = last.hasSuffix(".") && word.first?.isUppercase == true
                lines += isNew ? [last, String(word)] : [last + " " + word]
            } else {
                lines.append(String(word))
            }
        }
        return lines.map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : $0 }.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "\\e")
    }
}
