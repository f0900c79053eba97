// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// A journal as it was found, also one that can't be read.
struct FoundJournal: Equatable {
    /// Why it can't be read; nil when it can.
    let problem: String?
    private let bytes: [UInt8]?

    /// Reads the open journal.
    init(in folder: JournalFolder) {
        do throws(RunFileError) {
            bytes = try folder.read()
            problem = nil
        } catch {
            bytes = nil
            problem = "\(error)"
        }
    }

    /// Whether there is one.
    var isThere: Bool { bytes != nil || problem != nil }

    /// What it tells; nil when it can't be read.
    var contents: JournalContents? { bytes.map { JournalContents(parsing: $0) } }

    /// What the run has left, as far as it can be told.
    var leftovers: Leftovers {
        contents.map { Leftovers($0) } ?? Leftovers(unreadable: problem ?? "")
    }
}
