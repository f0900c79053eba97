// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

/// The functions of libndctl.
internal typealias Library = LateLibrary<ndctl_functions>

extension Library {
    /// The library, loaded at first use.
    static let loaded = Result { () throws(Missing) in try unsafe Library(ndctl_load) }
}
