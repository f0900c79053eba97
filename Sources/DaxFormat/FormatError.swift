// SPDX-License-Identifier: Apache-2.0

public import OrderedJSON

/// Why a text is not what it should be, and where.
public struct FormatError: Error, Sendable, Hashable {
    /// What is wrong there.
    public let reason: String
    /// Where a text is no JSON; nil where it is.
    public let syntax: JSONSyntaxError?
    /// The keys and indexes that lead to the value, from the outermost.
    private var components: [String] = []

    init(_ reason: String) {
        self.reason = reason
        syntax = nil
    }

    init(_ error: JSONSyntaxError) {
        reason = error.reason
        syntax = error
    }

    /// The same error, as seen from the object that has the value as a member.
    func inside(key: String) -> FormatError { inside(key + separator) }

    /// The same error, as seen from the array that has the value as an element.
    func inside(index: Int) -> FormatError { inside("[\(index)]" + separator) }

    private var separator: String { components.last.map { $0.hasPrefix("[") ? "" : "." } ?? "" }

    private func inside(_ component: String) -> FormatError {
        var error = self
        error.components.append(component)
        return error
    }

    /// The way to the value: `devices[3].mappings[0].range`; empty for the whole text.
    public var path: String { components.reversed().joined() }
}

extension FormatError: CustomStringConvertible {
    /// The place and the reason, in one line.
    public var description: String { syntax?.description ?? (path.isEmpty ? reason : "\(path): \(reason)") }
}
