// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import OrderedJSON
internal import SystemAdditions
internal import SystemPackage

/// Makes manual pages from a command tree on standard input and handwritten sections.
@main
private enum Main {
    static let usage = """
        usage: COMMAND --experimental-dump-help | manpages split|single SECTIONS OUTPUT
        split: a page for each subcommand as well; single: all in one page
        """

    static func main() {
        do {
            let words = CommandLine.arguments
            guard words.count == 4, ["split", "single"].contains(words[1]) else { throw ManualError(usage) }
            try make(isSplit: words[1] == "split", sections: FilePath(words[2]), output: FilePath(words[3]))
        } catch {
            _ = try? FileDescriptor.standardError.writeAll("manpages: \(error)\n".utf8)
            exit(1)
        }
    }

    private static func make(isSplit: Bool, sections: FilePath, output: FilePath) throws {
        let root = try Command(tree: JSON(parsing: FileDescriptor.standardInput.readToEnd()))
        let shared =
            isSplit ? try read(sections.appending("shared.mdoc")) : nil
        for command in isSplit ? [root] + root.subcommands : [root] {
            let own = try read(sections.appending(command.page + ".mdoc"))
            let page = Page(command: command, own: own, shared: shared, isSplit: isSplit)
            try write(page.text(), to: output.appending(command.page + ".8"))
        }
    }

    private static func read(_ file: FilePath) throws -> Sections {
        do {
            let descriptor = try FileDescriptor.open(file, .readOnly)
            let bytes = try descriptor.closeAfter { try descriptor.readToEnd() }
            return try Sections(text: String(decoding: bytes, as: UTF8.self), file: file.string)
        } catch let error as Errno {
            throw ManualError("\(file): \(error)")
        }
    }

    private static func write(_ text: String, to file: FilePath) throws {
        do {
            let descriptor = try FileDescriptor.open(
                file, .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            _ = try descriptor.closeAfter { try descriptor.writeAll(text.utf8) }
        } catch let error as Errno {
            throw ManualError("\(file): \(error)")
        }
    }
}
