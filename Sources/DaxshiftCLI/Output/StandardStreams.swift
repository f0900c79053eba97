// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What a process does with its standard streams before anything else.
enum StandardStreams {
    /// Turns a lost reader into an error of the write, and keeps 0, 1 and 2 from becoming other files.
    ///
    /// With a standard descriptor closed, the next file that is opened would get its number,
    /// and a result would be written into a kernel file.
    /// The place is taken by `/dev/null`, opened the wrong way round, so that use still fails with EBADF.
    static func prepare() {
        signal(SIGPIPE, SIG_IGN)
        for (descriptor, access) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
        ] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", access)
        }
    }
}
