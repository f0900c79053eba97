// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

extension FilePath {
    enum Kind { case file, folder, other }

    /// The kind of file at the path, following links; nil if there is none.
    var kind: Kind? {
        switch try? stat().type {
        case .regular: .file
        case .directory: .folder
        case nil: nil
        default: .other
        }
    }

    /// The identity of the file: its path, size and modification time.
    var identity: String {
        guard let status = try? stat() else { return "\(string) -" }
        return "\(string) \(status.size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// The file's size in bytes.
    var size: UInt64? { (try? stat()).map { UInt64($0.size) } }

    /// The absolute path.
    var absolute: FilePath {
        guard isRelative, let folder = getcwd(nil, 0) else { return self }
        defer { free(folder) }
        return FilePath(String(cString: folder)).pushing(self).lexicallyNormalized()
    }

    /// Creates the folder and its parents; an existing one is not an error.
    func createFolder() throws(LabError) {
        if kind == .folder { return }
        let above = removingLastComponent()
        if !above.isEmpty, above != self { try above.createFolder() }
        guard mkdir(string, 0o777) == 0 || errno == EEXIST else {
            throw .lab("cannot create the folder \(self): \(Errno(rawValue: errno))")
        }
    }

    /// The content of the file.
    ///
    /// - Parameter limit: The maximum size in bytes.
    /// - Returns: Its bytes.
    /// - Throws: ``LabError`` when it can't be read, is larger, or is not a plain file, which might never end.
    func read(limit: Int = .max) throws(LabError) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(self, .readOnly, options: [.closeOnExec, .nonBlocking])
            defer { try? file.close() }
            let status = try file.stat()
            guard status.type == .regular else {
                throw LabError.lab("cannot read \(self): it is not a plain file")
            }
            return try file.readToEnd(limit: limit)
        } catch let error as LabError {
            throw error
        } catch Errno.fileTooLarge {
            throw .lab("cannot read \(self): it has more than \(limit) bytes")
        } catch {
            throw .lab("cannot read \(self): \(error)")
        }
    }

    /// The content of the file as text, without trailing white space.
    func readText() throws(LabError) -> String {
        var text = Substring(decoding: try read(), as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Creates or overwrites the file.
    func write(_ content: [UInt8], mode: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead])
        throws(LabError)
    {
        do {
            let file = try FileDescriptor.open(
                self, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: mode)
            defer { try? file.close() }
            try file.writeAll(content)
        } catch {
            throw .lab("cannot write \(self): \(error)")
        }
    }

    /// Renames the file or folder within the file system.
    func rename(to new: FilePath) throws(LabError) {
        guard Glibc.rename(string, new.string) == 0 else {
            throw .lab("cannot rename \(self) to \(new): \(Errno(rawValue: errno))")
        }
    }

    /// The names in the folder without `.` and `..`, in no order; none when it can't be read.
    var names: [String] {
        guard let folder = opendir(string) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    /// Removes the file, or the folder recursively; errors are ignored.
    func removeTree() {
        if unlink(string) == 0 { return }
        for name in names { appending(name).removeTree() }
        rmdir(string)
    }

    /// Lists the files below the folder that pass `find`'s tests, each beginning with `./`.
    func files(_ tests: [String]) async throws -> [String] {
        try await Tool("find", package: "findutils").text(["."] + tests + ["-type", "f"], in: self)
            .split(separator: "\n").map(String.init)
    }
}
