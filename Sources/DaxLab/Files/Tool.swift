// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import Subprocess
internal import SystemPackage

/// A program on this machine.
struct Tool {
    /// The program's file.
    let path: FilePath

    /// Creates a tool for a program file.
    init(at path: FilePath) {
        self.path = path
    }

    /// Finds a program in PATH, or in the sbin folders, which a user's PATH often lacks.
    ///
    /// - Parameters:
    ///   - name: The program's name.
    ///   - package: The Debian package of the program.
    /// - Throws: ``LabError`` when it is not installed.
    init(_ name: String, package: String) throws(LabError) {
        let folders = (getenv("PATH").map { String(cString: $0) } ?? "") + ":/usr/sbin:/sbin"
        for folder in folders.split(separator: ":") {
            let path = FilePath(String(folder)).appending(name)
            if access(path.string, X_OK) == 0, path.kind == .file {
                self.path = path
                return
            }
        }
        throw .lab("\(name) is not installed; on Debian: apt install \(package)")
    }

    /// Runs the program and returns its stdout.
    ///
    /// - Parameters:
    ///   - arguments: Its arguments.
    ///   - input: Its stdin.
    ///   - folder: The folder it runs in.
    ///   - failures: Exit statuses other than 0 that are not failures.
    /// - Returns: Its stdout.
    /// - Throws: ``LabError`` with the end of its stderr when it fails; `CancellationError`.
    @discardableResult
    func run(
        _ arguments: [String], input: [UInt8] = [], in folder: FilePath? = nil,
        allowing failures: Set<Int32> = []
    ) async throws -> [UInt8] {
        let result = try await Subprocess.run(
            .path(path), arguments: Arguments(arguments), environment: .inherit.updating(["LC_ALL": "C"]),
            workingDirectory: folder, input: .array(input), output: .bytes(limit: 1 << 30),
            error: .bytes(limit: 16 << 20))
        try Task.checkCancellation()
        switch result.terminationStatus {
        case .exited(0): break
        case .exited(let status) where failures.contains(status): break
        case let status:
            let message = String(decoding: result.standardError, as: UTF8.self)
                .split(separator: "\n").suffix(4).joined(separator: "\n  ")
            let ending = if case .signaled(let signal) = status { "signal \(signal)" } else { "an error" }
            throw LabError.lab("\(path.lastComponent?.string ?? "") ended with \(ending): \(message)")
        }
        return result.standardOutput
    }

    /// Runs the program and returns its stdout as text.
    func text(_ arguments: [String], input: [UInt8] = [], in folder: FilePath? = nil) async throws -> String {
        String(decoding: try await run(arguments, input: input, in: folder), as: UTF8.self)
    }
}
