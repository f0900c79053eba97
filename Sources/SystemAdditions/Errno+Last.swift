// SPDX-License-Identifier: Apache-2.0

internal import Glibc
package import SystemPackage

extension Errno {
    /// The C library's error number, to be asked for right after the call that failed.
    package static var last: Errno { Errno(rawValue: errno) }
}
