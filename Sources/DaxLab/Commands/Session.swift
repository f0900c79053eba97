// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Dispatch
internal import Glibc
internal import Synchronization
internal import SystemPackage

/// The common part of all commands: signals, messages, and exit statuses.
enum Session {
    /// Runs a command's work and ends with its status.
    ///
    /// - Parameter work: Gets a receiver of notices, and returns the exit status.
    /// - Throws: `ExitCode` of ArgumentParser.
    static func run(_ work: @escaping @Sendable (@escaping Report) async throws -> Int32) async throws {
        let task = Task { try await work(report) }
        let caught = Mutex<Int32>(0)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler {
                caught.withLock { $0 = number }
                task.cancel()
            }
            source.activate()
            return source
        }
        defer { for source in sources { source.cancel() } }
        let status: Int32
        do {
            status = try await task.value
            clearProgress()
        } catch {
            clearProgress()
            let number = caught.withLock { $0 }
            if number != 0 {
                message(
                    "stopped by \(number == SIGINT ? "SIGINT" : number == SIGTERM ? "SIGTERM" : "SIGHUP")")
                throw ArgumentParser.ExitCode(128 + number)
            }
            message("\(error)")
            throw ArgumentParser.ExitCode(
                (error as? LabError).map { ExitCode($0) }?.rawValue ?? ExitCode.lab.rawValue)
        }
        throw ArgumentParser.ExitCode(status)
    }

    /// The exit status for a guest's outcome; prints the reason if the command has no status.
    static func status(of outcome: GuestOutcome, timeout: Int?) -> Int32 {
        switch outcome {
        case .exited(let status):
            return status
        case .timedOut(let isReady, let console):
            let what = isReady ? "the command did not end" : "the guest was not ready"
            message("\(what) within \(timeout ?? 0) s (--timeout)\(isReady ? "" : ":\n" + console)")
            return ExitCode.timedOut.rawValue
        case .died(let console):
            message("the guest died before the command ended; the last lines of its console:\n\(console)")
            return ExitCode.guestDied.rawValue
        case .outputClosed:
            return ExitCode.outputClosed.rawValue
        }
    }

    /// Prints a guest's QEMU command, quoted for a shell.
    static func print(_ guest: Guest) throws -> Int32 {
        try write(try guest.qemuCommand().map(quoted).joined(separator: " ") + "\n")
    }

    /// Writes to stdout, and reports failures.
    static func write(_ text: String) throws(LabError) -> Int32 {
        signal(SIGPIPE, SIG_IGN)
        do {
            try FileDescriptor.standardOutput.writeAll(text.utf8)
            return 0
        } catch Errno.brokenPipe {
            return ExitCode.outputClosed.rawValue
        } catch {
            throw .lab("cannot write to stdout: \(error)")
        }
    }

    private static func quoted(_ word: String) -> String {
        let isPlain = word.allSatisfy {
            $0.isASCII && ($0.isLetter || $0.isNumber || "-_=.,:/+@".contains($0))
        }
        return isPlain && !word.isEmpty
            ? word
            : "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
                + "'"
    }

    // MARK: - Messages

    /// Whether stderr is a terminal, where progress is shown in one line.
    private static let isTerminal = isatty(STDERR_FILENO) == 1
    private static let isProgressShown = Mutex(false)

    private static let report: Report = { notice in
        switch notice {
        case .progress(let text):
            isProgressShown.withLock { $0 = isTerminal }
            writeError(isTerminal ? "\r\u{1B}[Kdaxlab: \(text)…" : "daxlab: \(text)\n")
        case .prepared: clearProgress()
        case .warning(let text):
            clearProgress()
            message("warning: \(text)")
        }
    }

    /// Clears the line of progress, but not what the command printed after it.
    private static func clearProgress() {
        let isShown = isProgressShown.withLock { isShown in
            defer { isShown = false }
            return isShown
        }
        if isShown { writeError("\r\u{1B}[K") }
    }

    /// Writes a message of daxlab to stderr.
    static func message(_ text: String) {
        writeError("daxlab: \(text)\n")
    }

    private static func writeError(_ text: String) {
        // A failure to write to stderr can't be reported.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }
}
