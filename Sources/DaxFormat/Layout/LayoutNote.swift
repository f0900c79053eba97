// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// What the administrator should know of the files of a valid layout.
public enum LayoutNote: Sendable, Hashable {
    /// An entry replaces the one at this place, of an earlier file.
    case replaces(Layout.Key, Layout.Place)
    /// A condition holds for a number of the kernel, which may mean another object at the next boot.
    case kernelNumber(Layout.Key)
}
