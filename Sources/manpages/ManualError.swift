// SPDX-License-Identifier: Apache-2.0

/// Why a manual page could not be made.
struct ManualError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
