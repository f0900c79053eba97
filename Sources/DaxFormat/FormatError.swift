// SPDX-License-Identifier: Apache-2.0

public import OrderedJSON

/// Why a text is invalid, and where.
public struct FormatError: Error, Sendable, Hashable {
    /// What is wrong there.
    public let reason: String
    /// The place at which the text is not JSON; nil if it is JSON.
    public let syntax: JSONSyntaxError?
    /// The keys and indexes of the value, from the outermost.
    private var components: [String] = []

    init(_ reason: String) {
        self.reason = reason
        syntax = nil
    }

    init(_ error: JSONSyntaxError) {
        reason = error.reason
        syntax = error
    }

    /// The error with the key of the enclosing object added.
    func inside(key: String) -> FormatError { inside(key + separator) }

    /// The error with the index in the enclosing array added.
    func inside(index: Int) -> FormatError { inside("[\(index)]" + separator) }

    private var separator: String { components.last.map { $0.hasPrefix("[") ? "" : "." } ?? "" }

    private func inside(_ component: String) -> FormatError {
        var error = self
        error.components.append(component)
        return error
    }

    /// The path of the value: `devices[3].mappings[0].range`; empty for the whole text.
    public var path: String { components.reversed().joined() }
}

extension FormatError: CustomStringConvertible {
    /// The place and the reason, in one line.
    public var description: String { syntax?.description ?? (path.isEmpty ? reason : "\(path): \(reason)") }
}
