// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

/// A file or folder to copy into the guest: `FILE`, which goes to `/root`, or `FILE:DEST`.
///
/// `DEST` is an absolute path, so the last colon with a slash after it counts. With a slash at its end, `DEST` is the
/// target folder.
public struct CopySpec: Sendable, Hashable {
    /// The file or folder on this machine.
    public let source: FilePath
    /// Its path in the guest.
    public let destination: FilePath

    /// Reads `FILE[:DEST]`.
    ///
    /// - Parameter text: As given on the command line.
    /// - Throws: ``LabError`` with the code `request` for a text that names no file.
    public init(_ text: String) throws(LabError) {
        let colon = text.indices.last { text[$0...].hasPrefix(":/") }
        let file = String(text[..<(colon ?? text.endIndex)])
        let target = colon.map { String(text[text.index(after: $0)...]) } ?? "/root/"
        source = FilePath(file)
        guard let name = source.lexicallyNormalized().lastComponent ?? FilePath(file).lastComponent else {
            throw .request("--copy \(text): names no file; write FILE or FILE:DEST")
        }
        destination = target.hasSuffix("/") ? FilePath(target).appending(name) : FilePath(target)
    }

    /// Creates a copy specification.
    ///
    /// - Parameters:
    ///   - source: The file or folder on this machine.
    ///   - destination: An absolute path.
    public init(source: FilePath, destination: FilePath) {
        self.source = source
        self.destination = destination
    }
}
