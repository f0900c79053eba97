// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A program that a step runs and waits for.
///
/// It holds the host's lock as well: if this process is killed, no other run begins before the program has
/// ended. Its output goes to standard error. It has its own process group, so that only this process receives
/// an interruption.
struct Program {
    private let words: [String]

    /// Creates a program; nothing is run.
    ///
    /// - Parameter words: Its name, which is searched for in `PATH`, and its arguments.
    init(_ words: [String]) {
        self.words = words
    }

    /// The failure of a program.
    struct Failure: Error {
        /// Its exit status; nil when it was stopped.
        var status: Int32?
    }

    /// Runs the program to its end; a signal to this thread stops it.
    ///
    /// - Throws: ``Failure`` unless it ends with 0.
    func run() throws(Failure) {
        var process = pid_t()
        guard start(&process) else { throw Failure(status: Self.notStarted) }
        var status: Int32 = 0
        var requests = 0
        while waitpid(process, &status, 0) != process {
            guard errno == EINTR else { throw Failure(status: Self.notStarted) }
            // Its children, which may do its work, are stopped as well.
            kill(-process, requests < Self.mostRequests ? SIGTERM : SIGKILL)
            requests += 1
        }
        // As WIFEXITED and WEXITSTATUS, which are macros.
        let (signal, code) = (status & 0x7f, status >> 8 & 0xff)
        guard signal == 0 else { throw Failure(status: nil) }
        guard code == 0 else { throw Failure(status: code) }
    }

    /// The number of signals that ask it to end before it is killed: they take a second.
    private static let mostRequests = 20
    /// The exit status of a shell for a program that can't be run.
    private static let notStarted: Int32 = 127

    private func start(_ process: inout pid_t) -> Bool {
        var files = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&files)
        defer { posix_spawn_file_actions_destroy(&files) }
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&files, STDERR_FILENO, STDOUT_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A run blocks signals and receives them in a thread, so they are unblocked here.
        var none = sigset_t()
        sigemptyset(&none)
        var usual = sigset_t()
        sigemptyset(&usual)
        for signal in [SIGUSR1, SIGXFSZ, SIGPIPE] { sigaddset(&usual, signal) }
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &usual)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments = words.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        return posix_spawnp(&process, words[0], &files, &attributes, &arguments, environ) == 0
    }
}
