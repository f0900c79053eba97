// SPDX-License-Identifier: Apache-2.0

import Glibc
import Sysfs
import SystemPackage
import Testing

/// A folder with made-up files and links.
struct Folder {
    let path: String

    /// Makes a folder for as long as `body` runs.
    static func with(
        _ files: [String: String] = [:], links: [String: String] = [:], _ body: (Folder) throws -> Void
    ) throws {
        var template = Array("/tmp/daxshift-test.XXXXXX".utf8CString)
        let path = try template.withUnsafeMutableBufferPointer { buffer in
            let start = try #require(buffer.baseAddress)
            try #require(mkdtemp(start) != nil)
            return String(cString: start)
        }
        defer { remove(path) }
        let folder = Folder(path: path)
        for (name, text) in files { try folder.write(text, to: name) }
        for (name, target) in links {
            folder.make(parentOf: name)
            try #require(symlink(target, "\(path)/\(name)") == 0)
        }
        try body(folder)
    }

    /// Adds to a file, and makes the folders on the way to it.
    func write(_ text: String, to name: String) throws {
        make(parentOf: name)
        let file = try FileDescriptor.open(
            "\(path)/\(name)", .writeOnly, options: [.create, .append], permissions: .ownerReadWrite)
        try file.closeAfter { _ = try file.writeAll(text.utf8) }
    }

    private func make(parentOf name: String) {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o700)
        }
    }

    private static func remove(_ path: String) {
        if (try? Sysfs.entry(path))??.kind == .folder {
            for name in (try? Sysfs.names(in: path)) ?? nil ?? [] { remove("\(path)/\(name)") }
        }
        Glibc.remove(path)
    }
}
