// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries

/// The functions of libdaxctl.
internal typealias Library = LateLibrary<daxctl_functions>

extension Library {
    /// The library, loaded at first use.
    static let loaded = Result { () throws(Missing) in try unsafe Library(daxctl_load) }
}
