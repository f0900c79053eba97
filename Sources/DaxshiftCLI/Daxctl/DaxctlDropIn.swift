// SPDX-License-Identifier: Apache-2.0

internal import Arguments
internal import DaxHost
internal import Glibc

/// daxshift under the name `daxctl`: the same command line, JSON and exit statuses.
public enum DaxctlDropIn {
    /// Runs the command line of this process if it is for daxctl, and ends the process; else returns.
    ///
    /// It is for daxctl when the program was started under that name, or as `daxshift daxctl`.
    public static func runIfMeant() {
        guard let words = words(of: ProcessArguments.words) else { return }
        StandardStreams.prepare()
        let (context, host) = (CommandContext.standard(), LinuxHost())
        let command = DaxctlCommand(context: context, survey: { host.survey($0) }) { change in
            let watchdog = try Watchdog(limit: LimitOptions.timeout, stoppingIn: context, as: .table)
            defer { watchdog.dismiss() }
            var run = DaxctlRun(change, in: context, on: host, supervisor: watchdog)
            return try run.run(isRoot: geteuid() == 0)
        }
        exit(Int32(command.run(words).rawValue))
    }

    /// The words after `daxctl`; nil when daxctl is not meant.
    static func words(of arguments: [String]) -> ArraySlice<String>? {
        guard let program = arguments.first else { return nil }
        if program.split(separator: "/").last == "daxctl" { return arguments.dropFirst() }
        return arguments.dropFirst().first == "daxctl" ? arguments.dropFirst(2) : nil
    }
}
