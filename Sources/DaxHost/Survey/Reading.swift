// SPDX-License-Identifier: Apache-2.0

/// What came of reading a kernel file.
internal enum Reading<Value> {
    /// The file's value.
    case value(Value)
    /// There is no such file, which is no failure.
    case absent
    /// The file could not be read or understood, and is among the gaps.
    case gap

    /// The value, if there is one.
    var value: Value? {
        guard case .value(let value) = self else { return nil }
        return value
    }
}
