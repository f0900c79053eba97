// SPDX-License-Identifier: Apache-2.0

import Glibc
import Subprocess
import SystemPackage

/// A captured host, unpacked in a folder of its own, whose kernel files a command can be made to see.
struct Fixture: Sendable {
    /// The captured hosts.
    static let names = [
        "empty", "mixed", "pieces", "pieces-class", "pmem-bus", "pmem-bus-5.10", "pmem-bus-user",
        "pmem-class", "pmem-mixed-5.10", "ranges",
    ]

    /// The folder of the tree: `sys`, `dev`, `proc` and `capture.txt`.
    let folder: String
    /// What each program that is run on the host finds in its environment.
    var environment: [String] = []

    /// Calls a closure with a captured host, and removes it afterwards.
    static func with(_ name: String, _ body: (Fixture) async throws -> Void) async throws {
        try await with(archive: "\(sources)/Captures/\(name).tar.xz", body)
    }

    /// Calls a closure with the host in an archive, and removes it afterwards.
    static func with(archive: String, _ body: (Fixture) async throws -> Void) async throws {
        let folder = "/tmp/daxshift-fixture-\(UInt64.random(in: 0 ... .max))"
        try check(await execute(["mkdir", "-m", "700", folder]))
        let fixture = Fixture(folder: folder)
        do {
            try check(await execute(["tar", "-xpf", archive, "-C", folder]))
            // Captures made before the survey read this file of /proc lack it, and must not show this
            // machine's.
            try await fixture.alter("mkdir -p proc && touch -a proc/iomem")
            try await fixture.alter("touch dev/null && ln -s /proc/self/fd/1 dev/stdout")
            try await body(fixture)
        } catch {
            _ = try await execute(["rm", "-rf", folder])
            throw error
        }
        try check(await execute(["rm", "-rf", folder]))
    }

    /// Whether this machine allows a private view of `/sys`: to root, or to anyone in a user namespace.
    static var isPossible: Bool {
        get async throws {
            try await execute(unshare + ["mount", "--bind", "/tmp", "/sys"]).status == 0
        }
    }

    /// Changes the tree with shell commands, which start in ``folder``.
    func alter(_ commands: String) async throws {
        try Self.check(await Self.execute(["sh", "-c", "cd \"$1\" && { \(commands)\n}", "sh", folder]))
    }

    /// Runs `daxshift` so that it sees this host.
    ///
    /// - Parameters:
    ///   - arguments: The arguments.
    ///   - isRoot: Whether every file can be read; otherwise permission bits count.
    /// - Returns: The exit status, standard output and standard error.
    /// - Throws: When it can't be started; a failure of the program is an outcome.
    func daxshift(_ arguments: [String], isRoot: Bool = true) async throws -> Outcome {
        try await runInside([Self.program] + arguments, isRoot: isRoot)
    }

    /// Runs `daxshift` as root, through a command such as a tracer.
    func daxshift(_ arguments: [String], through command: [String]) async throws -> Outcome {
        try await runInside(command + [Self.program] + arguments, isRoot: true)
    }

    /// The paths that `daxshift` opens, as it writes them.
    func filesOpened(by arguments: [String]) async throws -> [Substring] {
        try await filesOpened(running: [Self.program] + arguments)
    }

    /// The paths that the real `daxctl` opens.
    func filesOpened(byDaxctl arguments: [String]) async throws -> [Substring] {
        try await showSubsystem()
        return try await filesOpened(running: ["daxctl"] + arguments)
    }

    private func filesOpened(running command: [String]) async throws -> [Substring] {
        let trace = "\(folder)/trace"
        let strace = ["strace", "-f", "-o", trace, "-e", "trace=openat"]
        try Self.check(await runInside(strace + command, isRoot: true))
        return try Self.check(await Self.execute(["cat", trace])).output
            .split(separator: "\n").compactMap { line in
                line.split(separator: "\"").dropFirst().first
            }
    }

    /// Runs the real `daxctl` so that it sees this host.
    ///
    /// - Parameter arguments: The arguments.
    /// - Returns: The exit status, standard output and standard error.
    /// - Throws: When it can't be started.
    func daxctl(_ arguments: [String]) async throws -> Outcome {
        try await showSubsystem()
        return try await runInside(["daxctl"] + arguments, isRoot: true)
    }

    /// Runs the real `ndctl` so that it sees this host.
    ///
    /// - Parameter arguments: The arguments.
    /// - Returns: The exit status, standard output and standard error.
    /// - Throws: When it can't be started.
    func ndctl(_ arguments: [String]) async throws -> Outcome {
        try await showSubsystem()
        return try await runInside(["ndctl"] + arguments, isRoot: true)
    }

    /// Shows `daxctl` the subsystem of a device by the number of its node, which is 0:0 for a captured one.
    private func showSubsystem() async throws {
        try await alter(
            """
            mkdir -p sys/dev/char/0:0 && model=bus
            test -d sys/class/dax && model=class
            ln -sfn /sys/$model/dax sys/dev/char/0:0/subsystem
            """)
    }

    private func runInside(_ command: [String], isRoot: Bool) async throws -> Outcome {
        let mount = """
            mount --bind /dev/null "$1/dev/null" && mount --rbind "$1/dev" /dev && mount --bind "$1/sys" /sys &&
                mount --bind "$1/proc/iomem" /proc/iomem && shift && exec "$@"
            """
        let user = isRoot ? [] : ["unshare", "--user"]
        return try await Self.execute(
            Self.unshare + ["sh", "-c", mount, "sh", folder] + user + ["env"] + environment + command)
    }

    /// This host with DIMMs whose firmware reports their health and its version.
    ///
    /// - Parameters:
    ///   - status: The status with which it answers; 0 is success.
    ///   - next: The version that was written and does not run yet; 0 for none.
    /// - Returns: The host.
    /// - Throws: When its files can't be changed.
    func withFirmware(status: Int = 0, next: UInt64 = 0) async throws -> Fixture {
        try Self.check(
            await Self.execute([
                "cc", "-shared", "-fPIC", "-o", "\(folder)/intel.so", "\(Self.sources)/Firmware/intel.c",
            ]))
        try await alter(
            """
            for dimm in sys/bus/nd/devices/nmem*; do
                echo 'smart smart_thresh get_size get_data set_data cmd_call ' >$dimm/commands
                echo 0x1f076 >$dimm/nfit/dsm_mask && echo 1:3 >$dimm/dev && ln -sf null dev/${dimm##*/}
            done
            """)
        var host = self
        host.environment = [
            "LD_PRELOAD=\(folder)/intel.so", "FIRMWARE_STATUS=\(status)", "FIRMWARE_NEXT=\(next)",
        ]
        return host
    }

    /// What `daxshift list --json` prints, a line each, but for the kernel, which is this machine's.
    func list(isRoot: Bool = true) async throws -> [String] {
        let outcome = try Self.check(
            await daxshift(["list", "--json", "--mappings", "--idle"], isRoot: isRoot))
        return outcome.output.split(separator: "\n").map(String.init)
            .filter { !$0.hasPrefix("  \"kernel\": ") }
    }

    /// The folder of this file.
    static var sources: String {
        FilePath(#filePath).removingLastComponent().string
    }

    /// Runs a program and waits for its end.
    @discardableResult
    static func execute(_ command: [String]) async throws -> Outcome {
        let result = try await run(
            .name(command[0]), arguments: Arguments(Array(command.dropFirst())),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        let status: Int32 =
            switch result.terminationStatus {
            case .exited(let code): code
            case .signaled(let signal): 128 + signal
            }
        return Outcome(
            status: status, output: result.standardOutput, diagnostics: result.standardError)
    }

    /// Passes on an outcome that is a success.
    @discardableResult
    static func check(_ outcome: Outcome) throws -> Outcome {
        guard outcome.status == 0 else { throw outcome }
        return outcome
    }

    /// The result of a program.
    struct Outcome: Error {
        /// The exit status, or 128 and the signal.
        var status: Int32
        /// What it wrote to standard output.
        var output: String
        /// What it wrote to standard error.
        var diagnostics: String
    }

    /// The program under test, which is built into the folder of this one.
    static var program: String {
        get throws {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Int(PATH_MAX))
            defer { buffer.deallocate() }
            let count = readlink("/proc/self/exe", buffer, Int(PATH_MAX))
            guard count > 0 else { throw Errno(rawValue: errno) }
            let path = String(
                decoding: UnsafeRawBufferPointer(start: buffer, count: count), as: UTF8.self)
            return FilePath(path).removingLastComponent().appending("daxshift").string
        }
    }

    private static var unshare: [String] {
        geteuid() == 0 ? ["unshare", "--mount"] : ["unshare", "--user", "--map-root-user", "--mount"]
    }
}
