// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The system's programs that a test uses, and can run without.
enum Tools {
    /// Whether a program is installed.
    static func has(_ name: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
