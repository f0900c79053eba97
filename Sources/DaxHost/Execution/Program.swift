// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// A program that a step runs, and that is waited for.
///
/// It has the host's lock as well: where this process is killed, no other run begins before the program has ended. What it
/// prints goes to standard error. It is in a process group of its own, so that an interruption is heard here alone.
struct Program {
    private let words: [String]

    /// Creates a program; nothing is run.
    ///
    /// - Parameter words: Its name, which is looked for in `PATH`, and its arguments.
    init(_ words: [String]) {
        self.words = words
    }

    /// Why a program did not do what it should.
    struct Failure: Error {
        /// How it ended; nil when it was stopped.
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
            // Its children, which may be at work for it, are stopped as well.
            kill(-process, requests < Self.mostRequests ? SIGTERM : SIGKILL)
            requests += 1
        }
        // As WIFEXITED and WEXITSTATUS, which are macros.
        let (signal, code) = (status & 0x7f, status >> 8 & 0xff)
        guard signal == 0 else { throw Failure(status: nil) }
        guard code == 0 else { throw Failure(status: code) }
    }

    /// How many signals ask it to end before one ends it: a second's worth.
    private static let mostRequests = 20
    /// What a shell gives for a program that can't be run.
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
        // A run hears signals by a thread that waits for them, so they are blocked here.
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
