// SPDX-License-Identifier: Apache-2.0

/// The content of a path: what a step writes there, or what its undo restores.
public enum FileContent: Sendable, Hashable {
    /// Nothing.
    case absent
    /// A file with this text.
    case text(String, FileAccess = .common)
    /// A symbolic link to this path.
    case link(String)
}

extension FileContent: CustomStringConvertible {
    /// The content in a word or two.
    public var description: String {
        switch self {
        case .absent: "no file"
        case .text(let text, .common): "\(text.split(separator: "\n").count) lines"
        case .text(let text, let access):
            "\(text.split(separator: "\n").count) lines with the mode "
                + "\(String(access.permissions, radix: 8)) and the owner \(access.user):\(access.group)"
        case .link(let target): "a link to \(target)"
        }
    }
}
