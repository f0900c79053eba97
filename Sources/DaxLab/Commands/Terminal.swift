// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The terminal daxlab runs in.
enum Terminal {
    /// Rows, columns and type, for the guest's shell.
    static var description: String {
        var size = winsize()
        let type = getenv("TERM").map { String(cString: $0) } ?? "linux"
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 else {
            return "24 80 \(type)"
        }
        return "\(size.ws_row) \(size.ws_col) \(type)"
    }
}
