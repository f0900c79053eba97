// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// What a process does with its standard streams before anything else.
enum StandardStreams {
    /// Turns a lost reader and the limit on file sizes into errors of the write, and keeps 0, 1 and 2 from becoming
    /// other files.
    ///
    /// `SIGUSR1`, by which ``Watchdog`` ends a write, ends no run that has not come as far as that.
    ///
    /// With a standard descriptor closed, the next file that is opened would get its number,
    /// and a result would be written into a kernel file.
    /// The place is taken by `/dev/null`, opened the wrong way round, so that use still fails with EBADF.
    static func prepare() {
        for number in [SIGPIPE, SIGXFSZ, SIGUSR1] { signal(number, SIG_IGN) }
        for (descriptor, access) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
        ] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", access)
        }
    }

    /// Opens what a descriptor leads to once more, so that a write to it never waits, and only that.
    ///
    /// - Parameter descriptor: A descriptor of a terminal or pipe; a file would be written from its beginning.
    /// - Returns: The other descriptor; nil when it can't be had.
    static func openWithoutWaiting(_ descriptor: Int32) -> Int32? {
        let other = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        return other < 0 ? nil : other
    }
}
