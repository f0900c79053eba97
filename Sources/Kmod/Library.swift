// SPDX-License-Identifier: Apache-2.0

internal import CKmod

/// The functions of libkmod.
@unsafe
internal typealias Library = UnsafePointer<kmod_functions>
