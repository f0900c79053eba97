// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// The functions of libndctl.
@unsafe
internal typealias Library = UnsafePointer<ndctl_functions>
