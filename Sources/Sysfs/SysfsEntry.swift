// SPDX-License-Identifier: Apache-2.0

/// What stands at a path: a file, a folder or a link, and who may read and write it.
public struct SysfsEntry: Sendable, Hashable {
    /// Which of them it is.
    public let kind: Kind
    /// The nine permission bits.
    public let permissions: UInt16
    /// The number of the user whose it is.
    public let user: UInt32
    /// The number of the group whose it is.
    public let group: UInt32
    /// The number of its hard links; for most folders two, and one more for each folder in it.
    public let links: Int

    /// What can stand at a path.
    public enum Kind: Sendable, Hashable {
        /// An attribute, or any other file.
        case file
        /// A folder.
        case folder
        /// A symbolic link.
        case link
    }
}
