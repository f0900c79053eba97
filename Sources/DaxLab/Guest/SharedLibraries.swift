// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The shared libraries of programs on this machine.
struct SharedLibraries {
    private let ldd: Tool

    init() throws(LabError) {
        ldd = try Tool("ldd", package: "libc-bin")
    }

    /// The libraries of programs, including the dynamic loader.
    ///
    /// - Parameter programs: Files; other files than dynamic ELF files have no libraries.
    /// - Returns: The libraries' paths, as the loader writes them.
    /// - Throws: ``LabError`` for a missing library.
    func libraries(of programs: [FilePath]) async throws -> Set<FilePath> {
        let programs = programs.filter(isELF)
        if programs.isEmpty { return [] }
        // ldd ends with 1 if one of them is static.
        let listing = try await ldd.run(programs.map(\.string), allowing: [1])
        var libraries: Set<FilePath> = []
        for line in String(decoding: listing, as: UTF8.self).split(separator: "\n") where line.first == "\t" {
            // `name => /path (0x…)`, `/path (0x…)`, `name => not found`, or nothing of that kind.
            let words = line.dropFirst().split(separator: " ")
            if words.suffix(2) == ["not", "found"] {
                let names = programs.map(\.string).joined(separator: ", ")
                throw LabError.lab("the library \(words[0]) of \(names) is not on this machine")
            }
            if let path = words.last(where: { $0.first == "/" }) { libraries.insert(FilePath(String(path))) }
        }
        return libraries
    }

    /// The file of a library that programs load only when they need it, which ldd does not list.
    ///
    /// - Parameters:
    ///   - name: The library's name.
    ///   - package: The Debian package of the library.
    /// - Returns: The path, as the loader's cache has it.
    /// - Throws: ``LabError`` when the cache has no such library.
    func path(of name: String, package: String) async throws -> FilePath {
        let listing = try await Tool("ldconfig", package: "libc-bin").text(["-p"])
        for line in listing.split(separator: "\n") {
            // `\tname (libc6,x86-64) => /path`
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.first == name[...], let path = words.last, path.first == "/" {
                return FilePath(String(path))
            }
        }
        throw LabError.lab("the library \(name) is not on this machine; on Debian: apt install \(package)")
    }

    /// Whether the file is an ELF file.
    private func isELF(_ file: FilePath) -> Bool {
        guard let descriptor = try? FileDescriptor.open(file, .readOnly, options: .closeOnExec) else {
            return false
        }
        defer { try? descriptor.close() }
        return withUnsafeTemporaryAllocation(byteCount: 4, alignment: 1) { buffer in
            (try? descriptor.read(into: buffer)) == 4 && buffer.elementsEqual([0x7F, 0x45, 0x4C, 0x46])
        }
    }
}
