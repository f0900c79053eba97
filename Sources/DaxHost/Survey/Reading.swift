// SPDX-License-Identifier: Apache-2.0

/// The result of reading a kernel file.
internal enum Reading<Value> {
    /// The file's value.
    case value(Value)
    /// The file is absent, which is not a failure.
    case absent
    /// The file could not be read or parsed, and is among the gaps.
    case gap

    /// The value, if there is one.
    var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }
}
