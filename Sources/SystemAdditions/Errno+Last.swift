// SPDX-License-Identifier: Apache-2.0

internal import Glibc
package import SystemPackage

extension Errno {
    /// The C library's error number; read it right after the failed call.
    package static var last: Errno { Errno(rawValue: errno) }
}
