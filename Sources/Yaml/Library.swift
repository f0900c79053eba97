// SPDX-License-Identifier: Apache-2.0

internal import CYaml
internal import LateLibraries

/// The functions of libyaml.
internal typealias Library = LateLibrary<yaml_functions>

extension Library {
    /// The library, loaded at first use.
    static let loaded = Result { () throws(Missing) in try unsafe Library(yaml_load) }
}
