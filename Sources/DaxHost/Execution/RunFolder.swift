// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// The folder of a host's lock and journal: created if it is missing, and writable only by root.
package struct RunFolder: Sendable, Hashable {
    /// The folder of this host.
    package static let defaultPath = "/run/daxshift"

    /// The folder.
    package let path: String

    /// Creates a folder's description; no file is read or written.
    ///
    /// - Parameter path: The folder.
    package init(path: String = defaultPath) {
        self.path = path
    }

    /// Creates the folder if it is missing, and checks it.
    func make() throws(RunFileError) {
        if mkdir(path, 0o700) != 0, Errno.last != .fileExists {
            throw RunFileError(
                path, "can't be made", errno: .last, remedy: "/run must be there and writable by root")
        }
        try check()
    }

    /// Checks that nobody else can create files in the folder.
    func check() throws(RunFileError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            throw RunFileError(
                path, "can't be inspected", errno: .last, remedy: "/run must be readable")
        }
        guard status.st_mode & S_IFMT == S_IFDIR, status.st_uid == geteuid(), status.st_mode & 0o077 == 0
        else {
            throw RunFileError(
                path, "is not a folder that this user alone can use", remedy: "remove it and try again")
        }
    }
}
