// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemAdditions
import SystemPackage
import Testing

/// The files of the folder `Golden`: the exact expected texts.
enum Golden {
    private static let folder = FilePath(#filePath).removingLastComponent().appending("Golden")

    /// Compares a text with a file; with `DAXSHIFT_RECORD` in the environment, writes it first.
    static func expect(_ text: String, in name: String) throws {
        try expect(text, at: folder.appending(name))
    }

    /// The same for a file anywhere.
    static func expect(_ text: String, at path: FilePath) throws {
        if getenv("DAXSHIFT_RECORD") != nil {
            let file = try FileDescriptor.open(
                path, .writeOnly, options: [.create, .truncate],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter { _ = try file.writeAll(text.utf8) }
        }
        #expect(try self.text(at: path) == text)
    }

    /// The text of a golden file.
    static func text(of name: String) throws -> String { try text(at: folder.appending(name)) }

    /// The text of any file.
    static func text(at path: FilePath) throws -> String {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter { String(decoding: try file.readToEnd(), as: UTF8.self) }
    }
}
