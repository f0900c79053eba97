// SPDX-License-Identifier: Apache-2.0

internal import CSystemCalls
internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// The files of the kernel, each read or written in as few system calls as it takes.
///
/// Only this type opens files under `/sys` and `/proc`. It has no policy and no state.
public enum Sysfs {
    /// Reads an attribute: three system calls, for an attribute is never longer than a page.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - folder: The folder that its path begins in; nil for a whole path.
    /// - Returns: The text without trailing white space; bytes that are not UTF-8 become U+FFFD.
    /// - Throws: `SysfsError` when the file can't be opened or read.
    public static func read(_ path: String, in folder: String? = nil) throws(SysfsError) -> String {
        let file = try open(path, in: folder, O_RDONLY)
        defer { close(file) }
        return try text(of: file, whole(path, in: folder))
    }

    /// Reads a file to its end, for files with short reads, as in `/proc`.
    ///
    /// - Parameter path: The file.
    /// - Returns: All bytes.
    /// - Throws: `SysfsError` when the file can't be opened or read.
    public static func bytes(of path: String) throws(SysfsError) -> [UInt8] {
        let file = try open(path, O_RDONLY)
        defer { close(file) }
        return try contents(of: file, path)
    }

    /// Reads a file to its end, as ``bytes(of:)`` does.
    ///
    /// - Parameter path: The file.
    /// - Returns: The text as it is; bytes that are not UTF-8 become U+FFFD.
    /// - Throws: `SysfsError` when the file can't be opened or read.
    public static func wholeText(of path: String) throws(SysfsError) -> String {
        String(decoding: try bytes(of: path), as: UTF8.self)
    }

    /// Reads an administrator's file, which may be anything.
    ///
    /// Only plain files are read, since a pipe or device might block. `/dev/null` counts as empty, since files are masked
    /// by a link to it.
    ///
    /// - Parameters:
    ///   - path: The file; links are followed.
    ///   - limit: The most that it may hold, in bytes.
    /// - Returns: All bytes.
    /// - Throws: `SysfsError` when the file can't be opened or read, is not a plain file, or is larger.
    public static func plainBytes(of path: String, limit: Int) throws(SysfsError) -> [UInt8] {
        let file = try open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY)
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw SysfsError(operation: .read, path: path, value: nil, errno: .last)
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return try contents(of: file, path, limit: limit)
        case S_IFDIR: throw SysfsError(operation: .read, path: path, value: nil, errno: .isDirectory)
        case S_IFCHR where status.st_rdev == Self.null: return []
        default:
            throw SysfsError(
                operation: .read, path: path, value: nil, errno: .invalidArgument,
                problem: "it is not a plain file")
        }
    }

    /// Reads an administrator's file, as ``plainBytes(of:limit:)`` does.
    ///
    /// - Parameters:
    ///   - path: The file; links are followed.
    ///   - limit: The most that it may hold, in bytes.
    /// - Returns: The text as it is; bytes that are not UTF-8 become U+FFFD.
    /// - Throws: `SysfsError` when the file can't be opened or read, is not a plain file, or is larger.
    public static func plainText(of path: String, limit: Int) throws(SysfsError) -> String {
        String(decoding: try plainBytes(of: path, limit: limit), as: UTF8.self)
    }

    /// The number of `/dev/null`, 1:3.
    private static let null: dev_t = 0x103

    /// Writes an attribute: three system calls.
    ///
    /// - Parameters:
    ///   - value: The text, written in one go and without a newline.
    ///   - path: The file, which must be there.
    /// - Throws: `SysfsError` when the file can't be opened, or the kernel refuses the value.
    public static func write(_ value: String, to path: String) throws(SysfsError) {
        let file = try open(path, O_WRONLY, writing: value)
        defer { close(file) }
        try put(value, into: file, path)
    }

    /// Writes an attribute and reads it back through the same descriptor: four system calls.
    ///
    /// - Parameters:
    ///   - value: The text, written in one go and without a newline.
    ///   - path: The file, which must be there.
    /// - Returns: The content read back, without trailing white space.
    /// - Throws: `SysfsError` when the file can't be opened or read, or the kernel refuses the value.
    public static func writeAndReadBack(_ value: String, to path: String) throws(SysfsError) -> String {
        let file = try open(path, O_RDWR, writing: value)
        defer { close(file) }
        try put(value, into: file, path)
        return try text(of: file, path)
    }

    /// Reads the target of a symbolic link: one system call.
    ///
    /// - Parameter path: The link.
    /// - Returns: The link's text; nil when there is no such link.
    /// - Throws: `SysfsError` for any other failure than a missing file.
    public static func link(_ path: String) throws(SysfsError) -> String? {
        try link(path, in: nil) { $0 }
    }

    /// Reads the target of a symbolic link, or a part of it.
    private static func link(
        _ path: String, in folder: String?, part: (UnsafeRawBufferPointer) -> UnsafeRawBufferPointer
    ) throws(SysfsError) -> String? {
        let length = Int(PATH_MAX)
        let result = withUnsafeTemporaryAllocation(of: CChar.self, capacity: length) {
            buffer -> Result<String, Errno> in
            guard let start = buffer.baseAddress else { return .failure(.noMemory) }
            let count = withPath(path, in: folder) { readlink($0, start, length) }
            guard count >= 0 else { return .failure(.last) }
            let bytes = UnsafeRawBufferPointer(start: start, count: count)
            return .success(String(decoding: part(bytes), as: UTF8.self))
        }
        switch result {
        case .success(let target): return target
        case .failure(.noSuchFileOrDirectory): return nil
        case .failure(let errno):
            throw SysfsError(operation: .read, path: whole(path, in: folder), value: nil, errno: errno)
        }
    }

    /// The last component of a symbolic link's target, which is the name of a driver or subsystem.
    ///
    /// - Parameters:
    ///   - path: The link.
    ///   - folder: The folder that its path begins in; nil for a whole path.
    /// - Returns: The name; nil when there is no such link.
    /// - Throws: `SysfsError` for any other failure than a missing file.
    public static func linkedName(_ path: String, in folder: String? = nil) throws(SysfsError) -> String? {
        try link(path, in: folder) { target in
            let start = target.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
            return UnsafeRawBufferPointer(rebasing: target[start...])
        }
    }

    /// The names in a folder, in no order.
    ///
    /// - Parameter path: The folder.
    /// - Returns: The names without `.` and `..`; nil when there is no such folder.
    /// - Throws: `SysfsError` for any other failure than a missing folder.
    public static func names(in path: String) throws(SysfsError) -> [String]? {
        try entries(of: path) { name in
            let name = String(cString: name)
            return name == "." || name == ".." ? nil : name
        }
    }

    /// The numbers of a folder's entries named by a word and a number, in no order.
    ///
    /// It makes no string per entry, and takes one system call for about a thousand entries.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - word: The prefix of their names.
    /// - Returns: The numbers; nil when there is no such folder.
    /// - Throws: `SysfsError` for any other failure than a missing folder.
    public static func numbers(in path: String, after word: String) throws(SysfsError) -> [Int]? {
        let length = word.utf8.count
        return try entries(of: path) { name in
            guard strncmp(name, word, length) == 0 else { return nil }
            var end: UnsafeMutablePointer<CChar>?
            let number = strtol(name + length, &end, 10)
            return end.map { $0 > name + length && $0.pointee == 0 } == true ? number : nil
        }
    }

    private static func entries<Value>(
        of path: String, _ value: (UnsafePointer<CChar>) -> Value?
    ) throws(SysfsError) -> [Value]? {
        guard let folder = opendir(path) else {
            let errno = Errno.last
            guard errno != .noSuchFileOrDirectory else { return nil }
            throw SysfsError(operation: .read, path: path, value: nil, errno: errno)
        }
        defer { closedir(folder) }
        var values: [Value] = []
        while true {
            // Both the end and an error return no entry, but only an error sets errno.
            errno = 0
            guard let entry = readdir(folder) else { break }
            let value = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1, value)
            }
            if let value { values.append(value) }
        }
        let error = Errno.last
        guard error.rawValue == 0 else {
            throw SysfsError(operation: .read, path: path, value: nil, errno: error)
        }
        return values
    }

    /// The entry at a path, without following a link: one system call.
    ///
    /// - Parameter path: The path.
    /// - Returns: The entry; nil when there is none.
    /// - Throws: `SysfsError` for any other failure than a missing file.
    public static func entry(_ path: String) throws(SysfsError) -> SysfsEntry? {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            let errno = Errno.last
            guard errno != .noSuchFileOrDirectory else { return nil }
            throw SysfsError(operation: .read, path: path, value: nil, errno: errno)
        }
        let kind: SysfsEntry.Kind =
            switch status.st_mode & S_IFMT {
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .file
            }
        return SysfsEntry(
            kind: kind, permissions: UInt16(status.st_mode & 0o777), user: status.st_uid,
            group: status.st_gid,
            links: Int(status.st_nlink))
    }

    /// The device number of a path, as `MAJOR:MINOR`: one system call.
    ///
    /// Links are followed, also those of `/proc/PID/fd`. Remote file systems, which might hang, are not queried.
    ///
    /// - Parameter path: The path.
    /// - Returns: The number, which is `0:0` except for character and block devices.
    /// - Throws: `SysfsError` when the path does not exist or can't be inspected.
    public static func deviceNumber(of path: String) throws(SysfsError) -> String {
        var major: UInt32 = 0
        var minor: UInt32 = 0
        guard statx_device_number(path, &major, &minor) == 0 else {
            throw SysfsError(operation: .read, path: path, value: nil, errno: .last)
        }
        return "\(major):\(minor)"
    }

    /// Checks that a path leads to a device with a number, so that no other device under the same path is taken for it.
    static func check(_ path: String, isDevice number: String) throws(SysfsError) {
        guard try deviceNumber(of: path) == number else {
            throw SysfsError(
                operation: .read, path: path, value: nil, errno: .operationNotSupportedByDevice,
                problem: "it is not the device \(number)")
        }
    }

    /// Whether two threads are known to share one table of open files, by `kcmp`: one system call.
    ///
    /// - Parameters:
    ///   - thread: The number of a thread.
    ///   - other: The number of another.
    /// - Returns: Whether they do; false also when the kernel does not support the query.
    public static func shareOpenFiles(_ thread: Int, _ other: Int) -> Bool {
        kcmp_files(CInt(truncatingIfNeeded: thread), CInt(truncatingIfNeeded: other)) == 0
    }

    /// Whether a path exists, following links: one system call.
    ///
    /// - Parameter path: The path.
    /// - Returns: Whether it exists.
    /// - Throws: `SysfsError` for any other failure than a missing file.
    public static func exists(_ path: String) throws(SysfsError) -> Bool {
        guard access(path, F_OK) != 0 else { return true }
        let errno = Errno.last
        guard errno != .noSuchFileOrDirectory else { return false }
        throw SysfsError(operation: .read, path: path, value: nil, errno: errno)
    }

    static func open(
        _ path: String, in folder: String? = nil, _ mode: Int32, writing value: String? = nil
    ) throws(SysfsError) -> Int32 {
        let file = withPath(path, in: folder) { Glibc.open($0, mode | O_CLOEXEC) }
        guard file >= 0 else {
            let errno = Errno.last
            throw SysfsError(
                operation: value == nil ? .read : .write, path: whole(path, in: folder), value: value,
                errno: errno)
        }
        return file
    }

    /// The path of a file in a folder.
    private static func whole(_ path: String, in folder: String?) -> String {
        folder.map { $0 + "/" + path } ?? path
    }

    /// Calls a closure with the path of a file in a folder, which is put together on the stack.
    private static func withPath<Value>(
        _ path: String, in folder: String?, _ body: (UnsafePointer<CChar>) -> Value
    ) -> Value {
        guard var folder else { return path.withCString(body) }
        var path = path
        return folder.withUTF8 { folder in
            path.withUTF8 { path in
                let size = folder.count + path.count + 2
                return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: size) { whole in
                    guard let start = whole.baseAddress else { preconditionFailure("there is no stack") }
                    let slash = whole[..<folder.count].initialize(fromContentsOf: folder)
                    whole.initializeElement(at: slash, to: UInt8(ascii: "/"))
                    let end = whole[(slash + 1)...].initialize(fromContentsOf: path)
                    whole.initializeElement(at: end, to: 0)
                    return start.withMemoryRebound(to: CChar.self, capacity: size) { body($0) }
                }
            }
        }
    }

    /// Writes once: the kernel takes an attribute completely or not at all, and an interrupted write is not retried.
    private static func put(_ value: String, into file: Int32, _ path: String) throws(SysfsError) {
        var value = value
        let count = value.withUTF8 { Glibc.write(file, $0.baseAddress, $0.count) }
        guard count >= 0 else {
            throw SysfsError(operation: .write, path: path, value: value, errno: .last)
        }
    }

    private static func contents(
        of file: Int32, _ path: String, limit: Int = .max
    ) throws(SysfsError) -> [UInt8] {
        do throws(Errno) {
            return try FileDescriptor(rawValue: file).readToEnd(limit: limit, fromStart: true)
        } catch {
            throw SysfsError(
                operation: .read, path: path, value: nil, errno: error,
                problem: error == .fileTooLarge ? "it has more than \(limit) bytes" : nil)
        }
    }

    /// An attribute's text; short ones, which most are, need no heap buffer.
    private static func text(
        of file: Int32, _ path: @autoclosure () -> String
    ) throws(SysfsError) -> String {
        let size = 1024
        let text = withUnsafeTemporaryAllocation(byteCount: size, alignment: 1) { buffer -> String? in
            let count = pread(file, buffer.baseAddress, size, 0)
            guard count >= 0, count < size else { return nil }
            return trimmed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
        if let text { return text }
        return try contents(of: file, path()).withUnsafeBytes { trimmed($0) }
    }

    private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> String {
        let last = bytes.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: " ") }
        return String(decoding: UnsafeRawBufferPointer(rebasing: bytes[..<((last ?? -1) + 1)]), as: UTF8.self)
    }
}
