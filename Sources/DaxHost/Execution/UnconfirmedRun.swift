// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemAdditions
internal import SystemPackage

/// A run that is undone unless it is confirmed in time, as a file beside its journal.
///
/// The file is there from before the first step, so that the run is undone too if its process is killed.
package struct UnconfirmedRun: Sendable, Hashable {
    private let folder: RunFolder

    /// Creates a description; no file is read or written.
    ///
    /// - Parameter folder: The folder of the journal.
    package init(in folder: RunFolder) {
        self.folder = folder
    }

    /// The file, whose appearance starts the unit `daxshift-confirm`.
    package var path: String { folder.path + "/unconfirmed" }

    /// How far the run is.
    package enum State: Sendable, Hashable {
        /// Its steps are carried out; without a process that holds the lock it was killed.
        case running
        /// It is done, and undone at this time since the boot, in nanoseconds.
        case waiting(until: UInt64)
    }

    /// The time since the boot, in nanoseconds, `CLOCK_BOOTTIME`.
    package static var now: UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_BOOTTIME, &time)
        return UInt64(clamping: time.tv_sec) * 1_000_000_000 + UInt64(clamping: time.tv_nsec)
    }

    /// Reads the file.
    ///
    /// - Returns: How far the run is; nil without one.
    /// - Throws: ``RunFileError`` when the folder is not root's alone, or the file can't be read.
    package func state() throws(RunFileError) -> State? {
        do {
            try folder.check()
            let file = try FileDescriptor.open(
                path, .readOnly, options: [.noFollow, .closeOnExec, .nonBlocking])
            let bytes = try file.closeAfter { try file.readToEnd(limit: 64) }
            let text = String(decoding: bytes, as: UTF8.self)
            return UInt64(text.prefix { $0.isNumber }).map { .waiting(until: $0) } ?? .running
        } catch let error as Errno where error == .noSuchFileOrDirectory {
            return nil
        } catch let error as RunFileError {
            guard error.errno == .noSuchFileOrDirectory else { throw error }
            return nil
        } catch {
            throw RunFileError(path, "can't be read", errno: error as? Errno, remedy: "look at it as root")
        }
    }

    /// Writes the file, as a whole or not at all.
    ///
    /// - Parameter state: How far the run is.
    /// - Throws: ``RunFileError`` when it can't be written.
    func write(_ state: State) throws(RunFileError) {
        let text = if case .waiting(let time) = state { "\(time)\n" } else { "running\n" }
        let draft = path + ".new"
        do {
            try folder.make()
            let file = try FileDescriptor.open(
                draft, .writeOnly, options: [.create, .truncate, .noFollow, .closeOnExec],
                permissions: .ownerReadWrite)
            try file.closeAfter { _ = try file.writeAll(text.utf8) }
            guard rename(draft, path) == 0 else { throw Errno.last }
        } catch let error as RunFileError {
            throw error
        } catch {
            throw RunFileError(
                path, "can't be written", errno: error as? Errno, remedy: "/run must be writable")
        }
    }

    /// Removes the file.
    ///
    /// - Throws: ``RunFileError`` when it can't be removed.
    func remove() throws(RunFileError) {
        guard unlink(path) != 0, Errno.last != .noSuchFileOrDirectory else { return }
        throw RunFileError(path, "can't be removed", errno: .last, remedy: "remove it by hand")
    }
}
