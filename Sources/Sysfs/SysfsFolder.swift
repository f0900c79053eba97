// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// An open folder of kernel files, which saves the path lookup for each of many files.
public struct SysfsFolder: ~Copyable {
    /// The path.
    public let path: String
    private let descriptor: Int32

    /// Opens a folder.
    ///
    /// - Parameter path: The folder.
    /// - Throws: `SysfsError` when it can't be opened.
    public init(_ path: String) throws(SysfsError) {
        self.path = path
        descriptor = try Sysfs.open(path, O_RDONLY | O_DIRECTORY)
    }

    deinit {
        close(descriptor)
    }

    /// Reads an attribute: three system calls, for an attribute is never longer than a page.
    ///
    /// - Parameter name: The path of the file relative to the folder.
    /// - Returns: The text without trailing white space; bytes that are not UTF-8 become U+FFFD.
    /// - Throws: `SysfsError` when the file can't be opened or read.
    public borrowing func read(_ name: String) throws(SysfsError) -> String {
        do throws(SysfsError) {
            let file = try Sysfs.open(name, O_RDONLY, in: descriptor)
            defer { close(file) }
            return try Sysfs.text(of: file, name)
        } catch {
            throw SysfsError(
                operation: error.operation, path: path + "/" + name, value: error.value, errno: error.errno)
        }
    }
}
