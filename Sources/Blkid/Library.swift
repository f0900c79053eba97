// SPDX-License-Identifier: Apache-2.0

internal import CBlkid
internal import LateLibraries

/// The functions of libblkid.
internal typealias Library = LateLibrary<blkid_functions>

/// An object of libblkid.
internal typealias Handle = LibraryObject<blkid_functions>

extension Library {
    /// The library, loaded at first use.
    static let loaded = Result { () throws(Missing) in try unsafe Library(blkid_load) }
}
