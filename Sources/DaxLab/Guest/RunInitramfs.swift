// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// The part of a guest's file system for one run: the command and the copied files.
struct RunInitramfs {
    /// The command of the guest.
    let command: [String]
    /// The end marker of the command's streams.
    let marker: String
    /// Whether the command gets a terminal.
    let hasTerminal: Bool
    /// The NVDIMMs whose namespaces the guest creates.
    let nvdimms: [Host.NVDIMM]
    let copies: [CopySpec]
    /// The libraries already in the guest.
    let present: Set<FilePath>

    /// Builds the archive in the run's folder.
    ///
    /// - Throws: ``LabError`` with the code `request` for a missing file.
    func archive(in work: FilePath) async throws -> [UInt8] {
        let staging = try Staging(at: work)
        var programs: [FilePath] = []
        for copy in copies {
            guard let kind = copy.source.kind else {
                let hint = copy.source.string.contains(":") ? "; in FILE:DEST, DEST begins with a slash" : ""
                throw LabError.request(
                    "cannot copy \(copy.source) into the guest: there is no such file\(hint)")
            }
            try await staging.copy(copy.source, to: copy.destination)
            programs += kind == .folder ? try await self.programs(in: copy.source) : [copy.source]
        }
        for library in try await SharedLibraries().libraries(of: programs).subtracting(present) {
            try await staging.copy(library, to: library)
        }
        try staging.write(list(command), to: "/lab/arguments")
        try staging.write(Array(marker.utf8), to: "/lab/marker")
        if hasTerminal {
            try staging.write(
                Array((isatty(STDERR_FILENO) == 1 ? "\n" : "apart\n").utf8), to: "/lab/terminal")
            let environment = Terminal.environment { getenv($0).map { String(cString: $0) } }
            try staging.write(list(environment), to: "/lab/environment")
        }
        let namespaces = nvdimms.map { nvdimm in
            let sizes = (nvdimm.namespaces ?? []).map { "\($0.rawValue)" }
            return (nvdimm.isBlank ? "blank" : sizes.joined(separator: " ")) + "\n"
        }
        try staging.write(Array(namespaces.joined().utf8), to: "/lab/namespaces")
        return try await staging.archive()
    }

    /// The words, each ended by a NUL.
    private func list(_ words: [String]) -> [UInt8] { words.flatMap { Array($0.utf8) + [0] } }

    private func programs(in folder: FilePath) async throws -> [FilePath] {
        try await Tool("find", package: "findutils")
            .text([folder.string, "-type", "f", "-perm", "/111", "-print0"])
            .split(separator: "\0").map { FilePath(String($0)) }
    }
}
