// SPDX-License-Identifier: Apache-2.0

/// Who may do what with a file.
public struct FileAccess: Sendable, Hashable {
    /// The nine permission bits.
    public var permissions: UInt16
    /// The number of the user whose it is.
    public var user: UInt32
    /// The number of the group whose it is.
    public var group: UInt32

    /// Creates an access.
    ///
    /// - Parameters:
    ///   - permissions: The nine permission bits.
    ///   - user: The number of the user whose it is.
    ///   - group: The number of the group whose it is.
    public init(permissions: UInt16, user: UInt32, group: UInt32) {
        self.permissions = permissions
        self.user = user
        self.group = group
    }

    /// That of a new file: of root, and for everybody to read.
    public static let common = FileAccess(permissions: 0o644, user: 0, group: 0)
}
