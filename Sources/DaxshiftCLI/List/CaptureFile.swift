// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// The archive that `daxshift list --capture` writes.
struct CaptureFile: Sendable {
    /// Where it is written; any file that can be opened for writing, a pipe too.
    let path: String

    /// Writes what a host shows, and says what is missing for want of privilege.
    ///
    /// Only the owner may read a new file, since it holds what the kernel tells only to root.
    func write(_ host: LinuxHost, in context: CommandContext) throws {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
        } catch {
            throw CommandFailure(.failure, ["cannot write \(path): \(error)"])
        }
        let denied: Int
        do {
            denied = try host.capture(version: Daxshift.release, to: file).count { $0.needsRoot }
            try file.close()
        } catch {
            throw CommandFailure(.output, ["could not write to \(path): \(error)"])
        }
        guard denied > 0 else { return }
        try context.note(["\(denied) files can be read by root only; capture.txt in the archive names them"])
    }
}
