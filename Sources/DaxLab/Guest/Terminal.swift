// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// The terminal of this process while the guest's command has it: each key reaches the command, and none this process.
final class Terminal {
    /// Can be read at the start, and when the window has changed its size.
    let changes: FileDescriptor

    private let change: FileDescriptor
    private let signals: any DispatchSourceSignal
    private let settings: termios

    /// Whether this process has a terminal as stdin and stdout, and is in its foreground.
    static var isThere: Bool {
        isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && tcgetpgrp(STDIN_FILENO) == getpgrp()
    }

    /// The variables that a command in the guest gets for a terminal, as `NAME=VALUE`.
    ///
    /// The guest has no locale but `C` and `C.UTF-8`.
    ///
    /// - Parameter variable: The value of a variable of this process, or nil when it is not set.
    /// - Returns: The type of the terminal, the locale, and whether colour is unwanted.
    static func environment(_ variable: (String) -> String?) -> [String] {
        func value(_ name: String) -> String? { variable(name).flatMap { $0.isEmpty ? nil : $0 } }
        return ["TERM=\(value("TERM") ?? "linux")", "LANG=\(usesUTF8Locale(value) ? "C.UTF-8" : "C")"]
            + (value("NO_COLOR").map { ["NO_COLOR=\($0)"] } ?? [])
    }

    /// The rows and columns of the window.
    static var size: (rows: Int, columns: Int) {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else {
            return (24, 80)
        }
        return (Int(size.ws_row), Int(size.ws_col))
    }

    /// Takes the terminal until ``release()``.
    ///
    /// - Throws: ``LabError`` when its settings can't be changed.
    init() throws(LabError) {
        var (settings, pipe) = (
            termios(), (readEnd: FileDescriptor.standardInput, writeEnd: FileDescriptor.standardInput)
        )
        do {
            guard tcgetattr(STDIN_FILENO, &settings) == 0 else { throw Errno(rawValue: errno) }
            var raw = settings
            cfmakeraw(&raw)
            guard tcsetattr(STDIN_FILENO, TCSADRAIN, &raw) == 0 else { throw Errno(rawValue: errno) }
            pipe = try FileDescriptor.pipe()
        } catch {
            throw .lab("cannot take the terminal: \(error)")
        }
        (self.settings, changes, change) = (settings, pipe.readEnd, pipe.writeEnd)
        signals = DispatchSource.makeSignalSource(signal: SIGWINCH)
        let notify: @Sendable () -> Void = { [change] in _ = try? change.writeAll([0]) }
        signals.setEventHandler(handler: notify)
        signals.activate()
        notify()
    }

    /// Gives the terminal back as it was.
    func release() {
        signals.cancel()
        var settings = settings
        tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
    }

    deinit {
        try? changes.close()
        try? change.close()
    }
}
