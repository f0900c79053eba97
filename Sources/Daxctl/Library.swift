// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import SystemPackage

/// The functions of libdaxctl.
@unsafe
internal typealias Library = UnsafePointer<daxctl_functions>

/// Loads libdaxctl, unless it is loaded already.
///
/// - Throws: `DaxctlError` with the file or function that is not there.
@unsafe
internal func loadLibrary() throws(DaxctlError) -> Library {
    var library: Library?
    let missing = unsafe daxctl_load(&library)
    guard let library = unsafe library else {
        let name = unsafe missing.map { unsafe String(cString: $0) } ?? "libdaxctl"
        throw DaxctlError(operation: "loading \(name)", errno: .noSuchFileOrDirectory)
    }
    return unsafe library
}
