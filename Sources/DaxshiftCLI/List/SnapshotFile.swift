// SPDX-License-Identifier: Apache-2.0

internal import DaxFormat
internal import DaxModel
internal import SystemPackage

/// A snapshot file: `daxshift list --snapshot` writes it, `--from` reads it.
struct SnapshotFile: Sendable {
    /// The path; `-` is standard output or input.
    let path: String

    /// Writes an inventory, and reports what is missing.
    func write(_ inventory: Inventory, in context: CommandContext) throws {
        let text = Snapshot.text(of: inventory)
        if path == "-" {
            try context.output.write(text)
        } else {
            try ResultFile(path: path).replace(with: text)
        }
        context.note(inventory.notes)
    }

    /// Reads an inventory.
    ///
    /// - Throws: ``CommandFailure`` when the file can't be read or is not a snapshot.
    func read() throws(CommandFailure) -> Inventory {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try InputFile(path: path).bytes()
        } catch {
            throw CommandFailure(.failure, .inputFile("cannot read \(path): \(error)"))
        }
        do throws(FormatError) {
            return try Snapshot.inventory(parsing: bytes)
        } catch {
            throw CommandFailure(
                .failure, .inputFile("\(path) can't be used as a snapshot: \(error)"))
        }
    }
}
