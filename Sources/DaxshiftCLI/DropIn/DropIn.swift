// SPDX-License-Identifier: Apache-2.0

internal import Arguments
internal import DaxHost
internal import Glibc

/// daxshift under the name `daxctl` or `ndctl`: the same command line, JSON and exit statuses.
public enum DropIn {
    /// Runs the command line of this process if it is for daxctl or ndctl, and ends the process; else returns.
    ///
    /// It is for one of them when the program was started under that name, or as `daxshift daxctl` or `daxshift ndctl`.
    public static func runIfMeant() {
        guard let (program, words) = meant(by: ProcessArguments.words) else { return }
        StandardStreams.prepare()
        let (context, host) = (CommandContext.standard(), LinuxHost())
        let status =
            switch program {
            case .daxctl:
                DaxctlCommand(context: context, survey: { host.survey($0) }) { change in
                    try watched(in: context) { watchdog in
                        var run = DaxctlRun(change, in: context, on: host, supervisor: watchdog)
                        return try run.run(isRoot: geteuid() == 0)
                    }
                }
                .run(words)
            case .ndctl:
                NdctlCommand(context: context, survey: { host.survey($0) }) { change in
                    try watched(in: context) { watchdog in
                        var run = NdctlRun(change, in: context, on: host, supervisor: watchdog)
                        return try run.run(isRoot: geteuid() == 0)
                    }
                } labels: { labels in
                    try watched(in: context) { watchdog in
                        try labels.run(in: context, on: host, supervisor: watchdog, isRoot: geteuid() == 0)
                    }
                }
                .run(words)
            }
        exit(Int32(status.rawValue))
    }

    /// The programs whose names daxshift can be started under.
    enum Program: String, Sendable {
        case daxctl
        case ndctl
    }

    /// The program that is meant and the words after its name; nil when daxshift itself is meant.
    static func meant(by arguments: [String]) -> (program: Program, words: ArraySlice<String>)? {
        let name = arguments.first.flatMap { $0.split(separator: "/").last }
        for (index, word) in [name, arguments.dropFirst().first?[...]].enumerated() {
            if let program = word.flatMap({ Program(rawValue: String($0)) }) {
                return (program, arguments.dropFirst(index + 1))
            }
        }
        return nil
    }

    /// Runs a change that ends when it takes too long.
    private static func watched(
        in context: CommandContext, _ body: (Watchdog) throws -> DropInStatus
    ) throws -> DropInStatus {
        let watchdog = try Watchdog(limit: LimitOptions.timeout, stoppingIn: context, as: .table)
        defer { watchdog.dismiss() }
        return try body(watchdog)
    }
}
