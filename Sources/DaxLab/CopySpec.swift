// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A file or folder to put into the guest: `FILE`, which goes to `/root`, or `FILE:DEST`.
///
/// The last colon counts. `DEST` is an absolute path; with a slash at its end it is the folder the file goes into.
public struct CopySpec: Sendable, Hashable {
    /// The file or folder on this machine.
    public let source: FilePath
    /// Its path in the guest.
    public let destination: FilePath

    /// Reads `FILE[:DEST]`.
    ///
    /// - Parameter text: As given on the command line.
    /// - Throws: ``LabError`` with the code `request` for an empty name and a relative `DEST`.
    public init(_ text: String) throws(LabError) {
        let colon = text.lastIndex(of: ":")
        let file = String(text[..<(colon ?? text.endIndex)])
        let target = colon.map { String(text[text.index(after: $0)...]) } ?? "/root/"
        source = FilePath(file)
        guard let name = source.lexicallyNormalized().lastComponent ?? FilePath(file).lastComponent else {
            throw .request("--copy \(text): names no file; write FILE or FILE:DEST")
        }
        guard target.hasPrefix("/") else {
            throw .request(
                "--copy \(text): DEST must be an absolute path, not \"\(target)\" (a colon in FILE: write FILE:DEST)"
            )
        }
        destination = target.hasSuffix("/") ? FilePath(target).appending(name) : FilePath(target)
    }

    /// Creates a copy of a file to a path in the guest.
    ///
    /// - Parameters:
    ///   - source: The file or folder on this machine.
    ///   - destination: An absolute path.
    public init(source: FilePath, destination: FilePath) {
        self.source = source
        self.destination = destination
    }
}
