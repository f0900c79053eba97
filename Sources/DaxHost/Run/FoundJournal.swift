// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// A journal as it was found, possibly unreadable.
package struct FoundJournal: Sendable, Equatable {
    private let bytes: Result<[UInt8], RunFileError>

    /// Reads the open journal; nil when none is open.
    ///
    /// - Parameter folder: The folder of the journal.
    init?(in folder: JournalFolder) {
        do throws(RunFileError) {
            guard let bytes = try folder.read() else { return nil }
            self.bytes = .success(bytes)
        } catch {
            bytes = .failure(error)
        }
    }

    /// Parses the journal.
    ///
    /// - Returns: The contents.
    /// - Throws: ``RunFileError`` where the file can't be read.
    package func contents() throws(RunFileError) -> JournalContents {
        JournalContents(parsing: try bytes.get())
    }

    /// The steps that the run has left, as far as they are known.
    package var leftovers: Leftovers {
        switch bytes {
        case .success(let bytes): Leftovers(JournalContents(parsing: bytes))
        case .failure(let error): Leftovers(unreadable: error.description)
        }
    }
}
