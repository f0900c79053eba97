// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

extension FilePath {
    enum Kind { case file, folder, other }

    /// What the path names, symbolic links followed; nil when there is nothing.
    var kind: Kind? {
        switch try? stat().type {
        case .regular: .file
        case .directory: .folder
        case nil: nil
        default: .other
        }
    }

    /// What changes when the file changes: its path, size and time of modification.
    var identity: String {
        guard let status = try? stat() else { return "\(string) -" }
        return "\(string) \(status.size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }

    /// The file's size in bytes.
    var size: UInt64? { (try? stat()).map { UInt64($0.size) } }

    /// The path as seen from the root.
    var absolute: FilePath {
        guard isRelative, let folder = getcwd(nil, 0) else { return self }
        defer { free(folder) }
        return FilePath(String(cString: folder)).pushing(self).lexicallyNormalized()
    }

    /// Creates the folder and those above it; one that is there is no error.
    func createFolder() throws(LabError) {
        if kind == .folder { return }
        let above = removingLastComponent()
        if !above.isEmpty, above != self { try above.createFolder() }
        guard mkdir(string, 0o777) == 0 || errno == EEXIST else {
            throw .lab("cannot create the folder \(self): \(Errno(rawValue: errno))")
        }
    }

    /// Everything the file holds.
    ///
    /// - Parameter limit: The most that it may hold, in bytes.
    /// - Returns: Its bytes.
    /// - Throws: ``LabError`` when it can't be read, is larger, or is no plain file, which might never end.
    func read(limit: Int = .max) throws(LabError) -> [UInt8] {
        do {
            let file = try FileDescriptor.open(self, .readOnly, options: [.closeOnExec, .nonBlocking])
            defer { try? file.close() }
            let status = try file.stat()
            guard status.type == .regular else {
                throw LabError.lab("cannot read \(self): it is no plain file")
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

    /// Everything the file holds, as text without the white space at its end.
    func readText() throws(LabError) -> String {
        var text = Substring(decoding: try read(), as: UTF8.self)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// Creates the file, or replaces what it holds.
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

    /// Gives the file or folder another place in the same file system.
    func rename(to new: FilePath) throws(LabError) {
        guard Glibc.rename(string, new.string) == 0 else {
            throw .lab("cannot rename \(self) to \(new): \(Errno(rawValue: errno))")
        }
    }

    /// Removes the file, or the folder with all that is in it; what can't be removed stays.
    func removeTree() {
        if unlink(string) == 0 { return }
        if let folder = opendir(string) {
            while let entry = readdir(folder) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                if name != ".", name != ".." { appending(name).removeTree() }
            }
            closedir(folder)
        }
        rmdir(string)
    }

    /// Lists the files below the folder that pass `find`'s tests, each beginning with `./`.
    func files(_ tests: [String]) async throws -> [String] {
        try await Tool("find", package: "findutils").text(["."] + tests + ["-type", "f"], in: self)
            .split(separator: "\n").map(String.init)
    }
}
