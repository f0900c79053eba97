// SPDX-License-Identifier: Apache-2.0

internal import CNdctl

/// A copy of a string that the library owns; empty for none.
internal func text(_ string: UnsafePointer<CChar>?) -> String {
    guard let string = unsafe string else { return "" }
    return unsafe String(cString: string)
}
