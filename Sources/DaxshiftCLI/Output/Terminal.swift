// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions

/// The capabilities of a text output.
struct Terminal: Sendable, Hashable {
    /// Whether it is a terminal rather than a file or pipe.
    var isInteractive: Bool
    /// The maximum width of a line; nil without a limit.
    var width: Int?
    /// Whether text may have escape sequences for colour.
    var usesColor: Bool
    /// Whether the locale's encoding is UTF-8.
    var usesUTF8: Bool

    /// The upper limit of the width, whatever the environment says.
    private static let widest = 10_000

    /// Creates a terminal with given capabilities.
    init(isInteractive: Bool, width: Int?, usesColor: Bool, usesUTF8: Bool) {
        self.isInteractive = isInteractive
        self.width = width
        self.usesColor = usesColor
        self.usesUTF8 = usesUTF8
    }

    /// Creates a terminal from the system and the environment.
    ///
    /// `COLUMNS` takes precedence over the width of the window, `NO_COLOR` over `CLICOLOR_FORCE`, and both over `TERM`.
    ///
    /// - Parameters:
    ///   - isInteractive: Whether the descriptor is a terminal.
    ///   - windowWidth: The width of the terminal's window, when it has one.
    ///   - environment: The value of an environment variable, or nil when it is not set.
    init(isInteractive: Bool, windowWidth: Int?, environment: (String) -> String?) {
        func value(_ name: String) -> String? {
            environment(name).flatMap { $0.isEmpty ? nil : $0 }
        }
        let columns = value("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? min($0, Self.widest) : nil }
        let isForced = value("CLICOLOR_FORCE").map { $0 != "0" } ?? false
        let hasColor = isInteractive && value("TERM").map { $0 != "dumb" } ?? false
        self.isInteractive = isInteractive
        self.width = columns ?? (isInteractive ? windowWidth ?? 80 : nil)
        self.usesColor = value("NO_COLOR") == nil && (isForced || hasColor)
        self.usesUTF8 = usesUTF8Locale(value)
    }

    /// The capabilities of a descriptor of this process.
    static func detected(on descriptor: Int32) -> Terminal {
        var window = winsize()
        let hasWindow = ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0 && window.ws_col > 0
        return Terminal(
            isInteractive: isatty(descriptor) == 1, windowWidth: hasWindow ? Int(window.ws_col) : nil,
            environment: { getenv($0).map { String(cString: $0) } })
    }

    /// The lines as one text, each cut to the width.
    func text(of lines: [StyledText]) -> String {
        lines.reduce(into: "") { text, line in
            let cut = width.map { line.cut(to: $0, ellipsis: usesUTF8 ? "…" : "...") } ?? line
            text += cut.rendered(inColor: usesColor) + "\n"
        }
    }
}
