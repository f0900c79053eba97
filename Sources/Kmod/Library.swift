// SPDX-License-Identifier: Apache-2.0

internal import CKmod
internal import LateLibraries

/// The functions of libkmod.
internal typealias Library = LateLibrary<kmod_functions>

/// An object of libkmod.
internal typealias Handle = LibraryObject<kmod_functions>

extension Library {
    /// The library, loaded at first use.
    static let loaded = Result { () throws(Missing) in try unsafe Library(kmod_load) }
}
