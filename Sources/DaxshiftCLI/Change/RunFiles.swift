// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// The lock and the journal of a host: what keeps runs that change it apart, and tells one of another.
struct RunFiles: Sendable {
    /// The lock's file.
    var lock = HostLock.defaultPath
    /// Where the journal is kept.
    var journal = JournalFolder()

    /// Does something under the lock.
    func locked(
        for command: String, _ timeout: Duration, _ supervisor: any Supervisor, _ body: () throws -> Void
    ) throws {
        let held: HostLock
        do {
            held = try HostLock.acquire(at: lock, command: command, timeout: timeout) {
                supervisor.verdict == .interrupted
            }
        } catch let error as LockHeld {
            guard supervisor.verdict != .interrupted else {
                throw CommandFailure(.interrupted, ["interrupted; nothing was changed"])
            }
            throw CommandFailure(.lockHeld, ["\(error)", "nothing was changed"])
        } catch {
            throw CommandFailure(.failure, ["\(error)", "nothing was changed"])
        }
        try withExtendedLifetime(held, body)
    }

    /// The open journal; nil when there is none.
    func openJournal() throws(CommandFailure) -> JournalContents? {
        do throws(RunFileError) {
            return try journal.read().map { JournalContents(parsing: $0) }
        } catch {
            throw CommandFailure(.failure, ["\(error)", "nothing was changed"])
        }
    }

    /// Puts a journal of an earlier boot aside: what it is about went with that boot.
    ///
    /// - Returns: What to tell the user; nil when the journal is of this boot, or may be.
    func archive(_ contents: JournalContents) throws(CommandFailure) -> String? {
        guard let header = contents.header, let boot = JournalFolder.boot, header.boot != boot else {
            return nil
        }
        do throws(RunFileError) {
            let place = try journal.archive(boot: header.boot)
            return
                "the journal of \(header.command), begun \(header.since) before the host was booted again, "
                + "is now \(place); nothing was done for it"
        } catch {
            throw CommandFailure(.failure, ["\(error)", "nothing was changed"])
        }
    }

    /// Opens the journal of a plan; none for a plan that has no steps.
    func begin(_ plan: Plan, _ inventory: Inventory, command: String) throws(CommandFailure) -> Journal? {
        guard !plan.steps.isEmpty else { return nil }
        let carriers = inventory.carriers
        let uuids = plan.devices.compactMap { device in
            carriers[device.name]?.uuid.map { (device.name, $0) }
        }
        do throws(RunFileError) {
            return try Journal.create(
                in: journal, plan: plan, uuids: Dictionary(uuids, uniquingKeysWith: { first, _ in first }),
                command: command)
        } catch {
            throw CommandFailure(.failure, ["\(error)", "nothing was changed"])
        }
    }

    /// Refuses to go on while the journal of another run is open.
    ///
    /// - Returns: What to tell the user of a journal of an earlier boot, a line each.
    func checkNoOpenJournal() throws(CommandFailure) -> [String] {
        guard let contents = try openJournal() else { return [] }
        if let note = try archive(contents) { return [note] }
        let run = contents.header.map { "\($0.command), begun \($0.since) by process \($0.pid)," }
        throw CommandFailure(
            .notUndone,
            [
                "\(run ?? "a run") did not come to its end, and its journal \(journal.journal) is still open; "
                    + "'daxshift recover' puts back what it did",
                "nothing was changed",
            ])
    }
}
