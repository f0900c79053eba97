// SPDX-License-Identifier: Apache-2.0

/// A part of a label area, and the command that read the area up to its end.
internal struct LabelExtent: ~Copyable {
    let command: Command
    /// The first byte.
    let offset: UInt32
    /// How many bytes there are.
    let length: UInt32
}
