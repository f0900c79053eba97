// SPDX-License-Identifier: Apache-2.0

/// Why no manual could be made.
struct ManualError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
