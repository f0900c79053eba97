// SPDX-License-Identifier: Apache-2.0

import SystemPackage

/// What was read from the DIMMs and namespaces of a guest, beside what ndctl 76.1 says of it: the files of the folder
/// `Captured`.
enum CapturedArea {
    private static let folder = FilePath(#filePath).removingLastComponent().appending("Captured")

    /// The text of a file.
    static func text(_ name: String) throws -> String { try Golden.text(at: folder.appending(name)) }

    /// The bytes that a file has in hexadecimal, where `00*12` stands for twelve bytes of zero.
    static func bytes(_ name: String) throws -> [UInt8] {
        try text(name).split(whereSeparator: \.isWhitespace).flatMap { word -> [UInt8] in
            let parts = word.split(separator: "*")
            let digits = Array(parts[0])
            let group = stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0..<$0 + 2]), radix: 16)
            }
            let count = parts.count > 1 ? Int(parts[1]) ?? 0 : 1
            return group.count == 1 ? [UInt8](repeating: group[0], count: count) : group
        }
    }
}
