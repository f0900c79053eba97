// SPDX-License-Identifier: Apache-2.0

/// How a user names a namespace in place of the device that it carries.
public enum NamespaceReference: Sendable, Hashable {
    /// By the kernel's name, `namespaceX.Y`.
    case name(KernelName)
    /// By the UUID, in lower case.
    case uuid(String)
    /// By the name that an administrator gave it.
    case altName(String)

    /// Parses a UUID; returns nil for any other text.
    ///
    /// - Parameter text: The whole text.
    public init?(uuid text: String) {
        let groups = text.split(separator: "-", omittingEmptySubsequences: false)
        guard groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
            groups.allSatisfy({ $0.utf8.count == $0.count && $0.allSatisfy(\.isHexDigit) })
        else { return nil }
        self = .uuid(text.lowercased())
    }

    /// Whether the reference means a namespace.
    ///
    /// - Parameter namespace: The namespace.
    /// - Returns: Whether it has either name or the UUID.
    public func means(_ namespace: Namespace) -> Bool {
        switch self {
        case .name(let name): namespace.name == name
        case .uuid(let uuid):
            namespace.uuid?.lowercased() == uuid || namespace.labelUUID?.lowercased() == uuid
        case .altName(let name): namespace.altName == name
        }
    }
}

extension NamespaceReference: CustomStringConvertible {
    /// The name or the UUID, as it was given.
    public var description: String {
        switch self {
        case .name(let name): name.rawValue
        case .uuid(let uuid): uuid
        case .altName(let name): name
        }
    }
}
