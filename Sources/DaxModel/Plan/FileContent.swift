// SPDX-License-Identifier: Apache-2.0

/// What stands at a path: what a step writes there, and what it brings back.
public enum FileContent: Sendable, Hashable {
    /// Nothing.
    case absent
    /// A file with this text.
    case text(String)
    /// A symbolic link to this path.
    case link(String)
}

extension FileContent: CustomStringConvertible {
    /// The content in a word or two.
    public var description: String {
        switch self {
        case .absent: "no file"
        case .text(let text): "\(text.split(separator: "\n").count) lines"
        case .link(let target): "a link to \(target)"
        }
    }
}
