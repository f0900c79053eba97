// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage
import Testing

/// A process of this machine with two threads, the second of which has `/dev/zero` open and mapped.
struct ThreadedProcess {
    /// The kinds of such processes.
    enum Kind: String, CaseIterable {
        /// The second thread has a table of open files of its own.
        case ownTable
        /// The first thread has ended.
        case firstHasEnded
    }

    /// Its number.
    let pid: Int
    private let output: UnsafeMutablePointer<FILE>

    /// Compiles and starts it, and waits until the file is open and, for that kind, the first thread has
    /// ended.
    init(_ kind: Kind) throws {
        let source = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <pthread.h>
            #include <sched.h>
            #include <stdio.h>
            #include <sys/mman.h>
            #include <unistd.h>

            static int own;

            static void *second(void *unused) {
                if (own && unshare(CLONE_FILES) != 0) return unused;
                int zero = open("/dev/zero", O_RDONLY);
                if (zero < 0 || mmap(0, 4096, PROT_READ, MAP_PRIVATE, zero, 0) == MAP_FAILED) return unused;
                char first[64], text[2];
                snprintf(first, sizeof first, "/proc/self/task/%d/maps", getpid());
                int maps;
                do {
                    usleep(1000);
                    maps = open(first, O_RDONLY);
                    long count = maps < 0 ? 0 : read(maps, text, 1);
                    if (maps >= 0) close(maps);
                    if (count == 0) break;
                } while (!own);
                dprintf(1, "%d\\n", getpid());
                for (;;) pause();
            }

            int main(int count, char **arguments) {
                pthread_t thread;
                own = arguments[1][0] == 'o';
                if (pthread_create(&thread, 0, second, 0) != 0) return 1;
                if (!own) pthread_exit(0);
                pthread_join(thread, 0);
                return 1;
            }
            """
        var pid: Int?
        var started: UnsafeMutablePointer<FILE>?
        try Folder.with(["threaded.c": source]) { folder in
            let program = "\(folder.path)/threaded"
            let pipe: UnsafeMutablePointer<FILE>? = popen(
                "cc -pthread -o \(program) \(program).c && exec \(program) \(kind.rawValue)", "r")
            started = pipe
            var line = [CChar](repeating: 0, count: 32)
            if let pipe, fgets(&line, 32, pipe) != nil {
                pid = Int(String(decoding: line.prefix { $0 > 32 }.map(UInt8.init), as: UTF8.self))
            }
        }
        output = try #require(started)
        self.pid = try #require(pid, "the C compiler, or the program, did not start")
    }

    /// Ends it.
    func end() {
        kill(pid_t(pid), SIGKILL)
        pclose(output)
    }
}
