// SPDX-License-Identifier: Apache-2.0

import Glibc

/// The programs of the system that a test needs and may do without.
enum Tools {
    /// Whether a program is installed.
    static func has(_ name: String) -> Bool {
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        return path.split(separator: ":").contains { access("\($0)/\(name)", X_OK) == 0 }
    }
}
