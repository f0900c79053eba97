// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import Subprocess
import SystemAdditions
import SystemPackage
import Testing

/// The project on the disk: its committed files, and the programs that were built beside these tests.
enum Project {
    /// The folder of `Package.swift`.
    static let root = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()

    /// The folder of the programs, which is that of these tests.
    static func programs() throws -> FilePath {
        let tests = FilePath(CommandLine.arguments[0])
        try #require(tests.isAbsolute)
        return tests.removingLastComponent()
    }

    /// The result of running a program.
    struct Result {
        let status: TerminationStatus
        let output: String
        let errors: String
    }

    /// Runs a program and reads all that it writes.
    static func run(
        _ executable: Executable, _ arguments: [String], in folder: FilePath = root
    ) async throws -> Result {
        let result = try await Subprocess.run(
            executable, arguments: Arguments(arguments),
            environment: .inherit.updating(["LC_ALL": "C.UTF-8"]), workingDirectory: folder,
            output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
        return Result(
            status: result.terminationStatus, output: result.standardOutput,
            errors: result.standardError)
    }

    /// The text of a file, by its path below ``root``.
    static func text(_ path: String) throws -> String {
        try text(root.pushing(FilePath(path)))
    }

    /// The text of a file.
    static func text(_ file: FilePath) throws -> String {
        let descriptor = try FileDescriptor.open(file, .readOnly)
        return try descriptor.closeAfter { String(decoding: try descriptor.readToEnd(), as: UTF8.self) }
    }

    /// The commands of a program, as it describes them itself; the parser's own `help` is left out.
    static func commands(of program: String) async throws -> [Command] {
        let dump = try await run(.path(programs().appending(program)), ["--experimental-dump-help"])
        let tree = try JSON(parsing: dump.output)
        let root = try Command(#require(tree["command"]))
        return [root] + root.subcommands.filter { $0.name != "help" }
    }

    /// A command and its options.
    struct Command {
        let name: String
        /// The example in its help; nil without one.
        let example: Substring?
        /// Its options with their dashes.
        let options: [String]
        let subcommands: [Command]

        fileprivate init(_ json: JSON) throws {
            guard case .string(let name) = json["commandName"] else { throw Errno.badMessage }
            self.name = name
            let start = "Example: "
            let discussion = if case .string(let text) = json["discussion"] { text } else { "" }
            example = discussion.split(separator: "\n").first { $0.hasPrefix(start) }?
                .dropFirst(start.count)
            var options: [String] = []
            for argument in Self.items(json["arguments"]) where argument["shouldDisplay"] == .bool(true) {
                for spelling in Self.items(argument["names"]) {
                    guard case .string(let word) = spelling["name"] else { continue }
                    options.append((spelling["kind"] == .string("long") ? "--" : "-") + word)
                }
            }
            self.options = options
            subcommands = try Self.items(json["subcommands"]).map(Self.init)
        }

        private static func items(_ json: JSON?) -> [JSON] {
            if case .array(let items) = json { items } else { [] }
        }
    }
}

/// A folder that is removed when the closure ends.
func withTemporaryFolder<Value>(_ body: (FilePath) async throws -> Value) async throws -> Value {
    let made = try await Project.run(.name("mktemp"), ["-d"])
    let folder = FilePath(String(made.output.dropLast()))
    do {
        let value = try await body(folder)
        _ = try await Project.run(.name("rm"), ["-r", folder.string])
        return value
    } catch {
        _ = try await Project.run(.name("rm"), ["-r", folder.string])
        throw error
    }
}
