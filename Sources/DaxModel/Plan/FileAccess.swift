// SPDX-License-Identifier: Apache-2.0

/// The permissions and the owner of a file.
public struct FileAccess: Sendable, Hashable {
    /// The nine permission bits.
    public var permissions: UInt16
    /// The id of the user that owns it.
    public var user: UInt32
    /// The id of the group that owns it.
    public var group: UInt32

    /// Creates an access.
    ///
    /// - Parameters:
    ///   - permissions: The nine permission bits.
    ///   - user: The id of the user that owns it.
    ///   - group: The id of the group that owns it.
    public init(permissions: UInt16, user: UInt32, group: UInt32) {
        self.permissions = permissions
        self.user = user
        self.group = group
    }

    /// The access of a new file: owned by root and readable by everybody.
    public static let common = FileAccess(permissions: 0o644, user: 0, group: 0)
}
