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
}
