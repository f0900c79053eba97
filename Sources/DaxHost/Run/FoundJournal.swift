// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// A journal as it was found, also one that can't be read.
public struct FoundJournal: Sendable, Equatable {
    private let bytes: Result<[UInt8], RunFileError>

    /// Reads the open journal; nil where none is open.
    ///
    /// - Parameter folder: Where the journal is kept.
    init?(in folder: JournalFolder) {
        do throws(RunFileError) {
            guard let bytes = try folder.read() else { return nil }
            self.bytes = .success(bytes)
        } catch {
            bytes = .failure(error)
        }
    }

    /// Reads what the journal tells.
    ///
    /// - Returns: What it tells.
    /// - Throws: ``RunFileError`` where the file can't be read.
    public func contents() throws(RunFileError) -> JournalContents {
        JournalContents(parsing: try bytes.get())
    }

    /// What the run has left, as far as it can be told.
    public var leftovers: Leftovers {
        switch bytes {
        case .success(let bytes): Leftovers(JournalContents(parsing: bytes))
        case .failure(let error): Leftovers(unreadable: error.description)
        }
    }
}
