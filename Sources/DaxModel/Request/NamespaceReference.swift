// SPDX-License-Identifier: Apache-2.0

/// How a user names a namespace in place of the device that it carries.
public enum NamespaceReference: Sendable, Hashable {
    /// By the kernel's name, `namespaceX.Y`.
    case name(KernelName)
    /// By the UUID, in lower case.
    case uuid(String)
}

extension NamespaceReference: CustomStringConvertible {
    /// The name or the UUID.
    public var description: String {
        switch self {
        case .name(let name): name.rawValue
        case .uuid(let uuid): uuid
        }
    }
}
