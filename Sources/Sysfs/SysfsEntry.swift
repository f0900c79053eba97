// SPDX-License-Identifier: Apache-2.0

/// A file, folder or link, with its permissions and owner.
public struct SysfsEntry: Sendable, Hashable {
    /// The kind.
    public let kind: Kind
    /// The nine permission bits.
    public let permissions: UInt16
    /// The id of its user.
    public let user: UInt32
    /// The id of its group.
    public let group: UInt32
    /// The number of its hard links; most folders have two, and one more for each subfolder.
    public let links: Int

    /// The kinds of entries.
    public enum Kind: Sendable, Hashable {
        /// An attribute, or any other file.
        case file
        /// A folder.
        case folder
        /// A symbolic link.
        case link
    }
}
