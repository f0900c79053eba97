// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// The path of a library's file with all links followed, so that its name ends in the library's version.
///
/// - Parameter path: The path that the library was loaded from.
/// - Returns: The path; unchanged when it can't be followed.
package func resolvedPath(_ path: UnsafePointer<CChar>) -> String {
    guard let resolved = unsafe realpath(path, nil) else { return unsafe String(cString: path) }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
}
