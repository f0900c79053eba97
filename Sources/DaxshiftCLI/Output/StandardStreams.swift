// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Set-up of the standard streams at the start of the process.
enum StandardStreams {
    /// Makes a lost reader and the file size limit errors of the write, and reserves the descriptors 0, 1 and 2.
    ///
    /// `SIGUSR1`, with which ``Watchdog`` interrupts a write, is ignored until then.
    ///
    /// If a standard descriptor is closed, the next opened file would get its number, and a result could be written into
    /// a kernel file. `/dev/null` takes its number, opened in the wrong direction, so that its use still fails with
    /// EBADF.
    static func prepare() {
        for number in [SIGPIPE, SIGXFSZ, SIGUSR1] { signal(number, SIG_IGN) }
        for (descriptor, access) in [
            (STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY),
        ] where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", access)
        }
    }

    /// Reopens the file of a descriptor for non-blocking writes.
    ///
    /// - Parameter descriptor: A descriptor of a terminal or pipe; a file would be written from its start.
    /// - Returns: The new descriptor; nil when the file can't be opened.
    static func openWithoutWaiting(_ descriptor: Int32) -> Int32? {
        let other = open("/proc/self/fd/\(descriptor)", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)
        return other < 0 ? nil : other
    }
}
