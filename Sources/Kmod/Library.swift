// SPDX-License-Identifier: Apache-2.0

internal import CKmod
internal import SystemPackage

/// The functions of libkmod.
@unsafe
internal typealias Library = UnsafePointer<kmod_functions>

/// Loads libkmod, unless it is loaded already.
///
/// - Throws: `KmodError` with the file or function that is not there.
@unsafe
internal func loadLibrary() throws(KmodError) -> Library {
    var library: Library?
    let missing = unsafe kmod_load(&library)
    guard let library = unsafe library else {
        let name = unsafe missing.map { unsafe String(cString: $0) } ?? "libkmod"
        throw KmodError(operation: "loading \(name)", module: nil, errno: .noSuchFileOrDirectory)
    }
    return unsafe library
}
