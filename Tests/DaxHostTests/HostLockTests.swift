// SPDX-License-Identifier: Apache-2.0

import Glibc
import SampleHosts
import Synchronization
import Testing

@testable import DaxHost

@Suite("The host's lock")
struct HostLockTests {
    @Test("keeps a second run out, names the holder, and is gone with it")
    func held() throws {
        try withTemporaryFolder { folder in
            let folder = RunFolder(path: folder + "/daxshift")
            #expect(!HostLock.isHeld(in: folder))
            do {
                let lock = try HostLock.acquire(in: folder, command: "reconfigure-device", timeout: .zero)
                var status = stat()
                #expect(stat(folder.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
                #expect(HostLock.isHeld(in: folder))
                for timeout in [Duration.zero, .milliseconds(60)] {
                    let start = ContinuousClock.now
                    let error = #expect(throws: LockHeld.self) { try take(folder, timeout) }
                    #expect(start.duration(to: .now) >= timeout)
                    #expect(error?.holder?.pid == getpid())
                    #expect(error?.holder?.command == "reconfigure-device")
                    // daxctl's drop-in prints it as well, and has no options of its own.
                    #expect(error?.description.contains("--") == false)
                }
                withExtendedLifetime(lock) {}
            }
            #expect(!HostLock.isHeld(in: folder))
            try take(folder, .zero)
        }
    }

    @Test("is taken as soon as it is free")
    func waits() throws {
        try withTemporaryFolder { folder in
            let folder = RunFolder(path: folder)
            try take(folder, .zero)
            let file = open(folder.path + "/lock", O_RDWR)
            #expect(flock(file, LOCK_EX) == 0)
            var tries = 0
            try take(folder, .seconds(30)) {
                tries += 1
                if tries == 3 { close(file) }
                return false
            }
            #expect(tries >= 3)
        }
    }

    @Test("stops waiting when interrupted")
    func interrupted() throws {
        try withTemporaryFolder { folder in
            let folder = RunFolder(path: folder)
            let lock = try HostLock.acquire(in: folder, command: "a", timeout: .zero)
            #expect(throws: LockHeld.self) { try take(folder, .seconds(30)) { true } }
            withExtendedLifetime(lock) {}
        }
    }

    @Test(
        "copes with any text in its file",
        arguments: ["", "\n", "1", "x y z\n", "-4 a b\n", "12 a b", "99999999999 a b\n", "1 \u{1} b\n"])
    func garbled(text: String) {
        withTemporaryFolder { folder in
            let file = open(folder + "/lock", O_RDWR | O_CREAT, 0o600)
            #expect(flock(file, LOCK_EX) == 0)
            _ = text.utf8CString.withUnsafeBytes { write(file, $0.baseAddress, text.utf8.count) }
            let error = #expect(throws: LockHeld.self) { try take(RunFolder(path: folder), .zero) }
            #expect(error?.holder == nil)
            close(file)
        }
    }

    @Test("follows no link, and takes no file of another kind")
    func unsafe() {
        withTemporaryFolder { folder in
            for name in ["link", "folder", "pipe", "file"] { mkdir(folder + "/" + name, 0o700) }
            symlink(folder + "/elsewhere", folder + "/link/lock")
            mkdir(folder + "/folder/lock", 0o700)
            mkfifo(folder + "/pipe/lock", 0o600)
            close(open(folder + "/file/lock", O_RDWR | O_CREAT, 0o600))
            link(folder + "/file/lock", folder + "/second")
            for name in ["link", "folder", "pipe", "file"] {
                let error = #expect(throws: RunFileError.self) {
                    try take(RunFolder(path: folder + "/" + name), .zero)
                }
                #expect(error?.path == folder + "/" + name + "/lock")
            }
            #expect(access(folder + "/elsewhere", F_OK) != 0)
        }
    }

    @Test("is kept in a folder that nobody else can put anything into")
    func folder() {
        withTemporaryFolder { folder in
            mkdir(folder + "/open", 0o700)
            chmod(folder + "/open", 0o770)
            mkdir(folder + "/real", 0o700)
            symlink(folder + "/real", folder + "/link")
            close(open(folder + "/file", O_RDWR | O_CREAT, 0o600))
            for name in ["open", "link", "file", "none/daxshift"] {
                let error = #expect(throws: RunFileError.self) {
                    try take(RunFolder(path: folder + "/" + name), .zero)
                }
                #expect(error?.path == folder + "/" + name)
            }
            #expect(access(folder + "/real/lock", F_OK) != 0)
        }
    }

    @Test("is held by one run at a time, also where its file is removed before it is let go")
    func replaced() async throws {
        let folder = "/tmp/daxshift-lock-\(UInt64.random(in: 0 ... .max))"
        let run = RunFolder(path: folder)
        mkdir(folder, 0o700)
        defer {
            unlink(folder + "/lock")
            rmdir(folder)
        }
        let path = folder + "/lock"
        let inside = Count()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    for _ in 0..<300 {
                        guard let lock = try? HostLock.acquire(in: run, command: "a", timeout: .zero) else {
                            continue
                        }
                        inside.enter()
                        usleep(200)
                        inside.leave()
                        unlink(path)
                        withExtendedLifetime(lock) {}
                    }
                }
            }
        }
        #expect(inside.most == 1)
    }

    private func take(
        _ folder: RunFolder, _ timeout: Duration, _ isInterrupted: () -> Bool = { false }
    ) throws {
        _ = try HostLock.acquire(in: folder, command: "b", timeout: timeout, isInterrupted: isInterrupted)
    }
}

/// Counts how many runs are in a section at once.
private final class Count: Sendable {
    private let state = Mutex((now: 0, most: 0))

    /// The most that there have been.
    var most: Int { state.withLock { $0.most } }

    func enter() { state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { state.withLock { $0.now -= 1 } }
}
