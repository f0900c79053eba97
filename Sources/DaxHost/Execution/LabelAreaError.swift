// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// The labels of a DIMM could not be read or written.
package struct LabelAreaError: Error, Sendable, Hashable {
    /// The DIMM.
    package let dimm: KernelName
    /// The function of libndctl, or the file, that failed.
    package let operation: String
    /// The error.
    package let errno: ErrorNumber

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - dimm: The DIMM.
    ///   - operation: The function of libndctl, or the file, that failed.
    ///   - errno: The error.
    package init(dimm: KernelName, operation: String, errno: ErrorNumber) {
        self.dimm = dimm
        self.operation = operation
        self.errno = errno
    }
}
