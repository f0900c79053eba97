// SPDX-License-Identifier: Apache-2.0

import OrderedJSON
import SchemaFiles
import Subprocess
import SystemAdditions
import SystemPackage
import Testing

/// A script of the folder `Guest`, run on an emulated host with the released programs.
struct GuestScript {
    /// What each step reported, by name.
    private let steps: [String: Step]

    /// Boots a host and runs a script on it.
    ///
    /// What daxshift printed as JSON must have the form of the schema that it names.
    ///
    /// - Parameters:
    ///   - name: The script's name without `.bash`.
    ///   - arguments: The script's arguments.
    ///   - host: The host's name, as `daxlab hosts` lists it, or a file of the folder `Hosts`.
    ///   - kernel: The kernel's version, as `daxlab kernels` lists it.
    ///   - append: More kernel arguments.
    ///   - state: The folder in which the NVDIMMs stay; nil for new ones.
    ///   - files: Files and folders for the guest, as `FILE:DEST`.
    ///   - minutes: How long the guest may take.
    /// - Throws: An error of the test when the guest does not run or prints anything but steps.
    init(
        _ name: String, _ arguments: [String] = [], host: String, kernel: String, append: String = "",
        state: String? = nil, copying files: [String] = [], minutes: Int = 10
    ) async throws {
        try await Self.programs.value
        let folder = FilePath(#filePath).removingLastComponent().appending("Guest")
        let hosts = folder.removingLastComponent().appending("Hosts")
        var words = [
            "run", "--host", host.hasSuffix(".json") ? hosts.appending(host).string : host, "--kernel",
            kernel, "--timeout", "\(minutes * 60)",
        ]
        if !append.isEmpty { words += ["--append", append] }
        if let state { words += ["--state", state] }
        let scripts = ["steps.bash", "faults.bash", "nvdimms.bash", "\(name).bash"].map {
            folder.appending($0).string
        }
        // The guest's own setpriv is busybox's, which can't change the user.
        for file in scripts + ["/usr/bin/setpriv:/usr/local/bin/setpriv"] + files {
            words += ["--copy", file]
        }
        words += ["--", "bash", "/root/\(name).bash"] + arguments
        let command = Arguments(words)
        let result = try await GuestSlots.all.use {
            try await run(
                .path(Self.package.appending(".build/release/daxlab")), arguments: command,
                output: .string(limit: 1 << 24), error: .string(limit: 1 << 20))
        }
        let messages = result.standardError
        try #require(result.terminationStatus.isSuccess, "\(name) on \(host), Linux \(kernel): \(messages)")
        let steps = try result.standardOutput.split(separator: "\n").map {
            try Step(JSON(parsing: String($0)))
        }
        self.steps = Dictionary(steps.map { ($0.name, $0) }) { $1 }
        let documents = steps.compactMap { step in
            (try? step.json).flatMap { SchemaFiles.Case(step.name, $0) }
        }
        let contradictions = try await SchemaFiles.contradictions(of: documents)
        #expect(contradictions == [], "\(name) on \(host), Linux \(kernel)")
    }

    /// The folder of the whole project.
    static let package = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()

    /// The text of a file of the project.
    static func text(_ path: String) throws -> String {
        let file = try FileDescriptor.open(package.pushing(FilePath(path)), .readOnly)
        return try file.closeAfter { String(decoding: try file.readToEnd(), as: UTF8.self) }
    }

    /// Checks once that the programs that guests run are as new as their sources.
    private static let programs = Task {
        for program in ["daxshift", "daxlab"] {
            let built = ".build/release/\(program)"
            let newer = try await run(
                .name("find"),
                arguments: [
                    "Sources", "Package.swift", "-type", "f", "-newer", built, "-printf", "%p", "-quit",
                ],
                workingDirectory: package, output: .string(limit: 4096), error: .string(limit: 4096))
            guard newer.terminationStatus.isSuccess, newer.standardOutput.isEmpty else {
                throw StaleProgram(
                    description: "\(built) is missing, or older than \(newer.standardOutput): "
                        + "'make build' makes it anew")
            }
        }
    }

    private struct StaleProgram: Error, CustomStringConvertible {
        let description: String
    }

    /// What a step reported; a step that is missing fails the test.
    subscript(name: String) -> Step {
        get throws { try #require(steps[name], "the guest's script has no step \(name)") }
    }

    /// What all steps printed, each a JSON value.
    var reports: [JSON] {
        get throws { try steps.values.map { try $0.json } }
    }

    /// One command of the script, or one reading of the kernel's state.
    struct Step {
        let name: String
        let status: Int
        let out: String
        let err: String

        fileprivate init(_ json: JSON) throws {
            guard case .string(let name) = json["step"], case .integer(let status) = json["status"],
                case .string(let out) = json["out"], case .string(let err) = json["err"]
            else { throw MalformedStep(text: json.text()) }
            (self.name, self.status, self.out, self.err) = (name, Int(status), out, err)
        }

        /// The output as JSON.
        var json: JSON { get throws { try JSON(parsing: out) } }

        /// The result of the one device that the output is about.
        var result: String? {
            guard case .string(let text) = (try? json)?["devices"]?.elements.first?["result"] else {
                return nil
            }
            return text
        }
    }

    private struct MalformedStep: Error {
        let text: String
    }
}

extension JSON {
    /// The elements of an array; none of anything else.
    var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The text of a string; nil of anything else.
    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
