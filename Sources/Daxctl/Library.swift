// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl

/// The functions of libdaxctl.
@unsafe
internal typealias Library = UnsafePointer<daxctl_functions>
