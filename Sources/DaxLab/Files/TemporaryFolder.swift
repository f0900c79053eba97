// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// A temporary folder with a unique name.
struct TemporaryFolder {
    let path: FilePath

    /// Creates a folder in another one.
    init(in parent: FilePath) throws(LabError) {
        var template = Array(parent.appending("daxlab.XXXXXX").string.utf8CString)
        guard mkdtemp(&template) != nil else {
            throw .lab("cannot create a temporary folder in \(parent): \(Errno(rawValue: errno))")
        }
        path = FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }

    /// The folder for temporary files: `$TMPDIR`, else `/tmp`.
    static var standardParent: FilePath {
        FilePath(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp").absolute
    }

    /// Removes the folder recursively.
    func remove() {
        path.removeTree()
    }
}
