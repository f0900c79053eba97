// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import SystemPackage

/// The functions of libndctl.
@unsafe
internal typealias Library = UnsafePointer<ndctl_functions>

/// Loads libndctl, unless it is loaded already.
///
/// - Throws: `NdctlError` with the file or function that is not there.
@unsafe
internal func loadLibrary() throws(NdctlError) -> Library {
    var library: Library?
    let missing = unsafe ndctl_load(&library)
    guard let library = unsafe library else {
        let name = unsafe missing.map { unsafe String(cString: $0) } ?? "libndctl"
        throw NdctlError(operation: "loading \(name)", errno: .noSuchFileOrDirectory)
    }
    return unsafe library
}
