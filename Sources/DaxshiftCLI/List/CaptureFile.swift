// SPDX-License-Identifier: Apache-2.0

internal import Arguments
internal import DaxHost
internal import DaxModel

/// The archive that `daxshift list --capture` writes.
struct CaptureFile: Sendable {
    /// Where it is written.
    let path: String

    /// Writes the archive, and reports files that only root can read.
    func write(_ host: LinuxHost, in context: CommandContext) throws {
        let denied = try ResultFile(path: path).write { file in
            try host.capture(version: Release.version, to: file).count { $0.needsRoot }
        }
        guard denied > 0 else { return }
        context.note(["\(denied) files can be read by root only; capture.txt in the archive names them"])
    }
}
