// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel

/// The lock and the journal of a host: what keeps runs that change it apart, and tells one of another.
struct RunFiles: Sendable {
    /// The journal, and the folder in which the lock is kept as well.
    var journal = JournalFolder()

    /// Does something under the lock, in which no reader of notes is waited for.
    ///
    /// - Parameters:
    ///   - command: What the lock is held for.
    ///   - timeout: How long to wait for it.
    ///   - context: Where notes go.
    ///   - supervisor: What hears the user.
    ///   - hint: What to add where another run holds the lock for too long.
    ///   - body: What is done.
    /// - Returns: What the body returns.
    /// - Throws: `CommandFailure` when the lock can't be had, and what the body throws.
    func locked<Value>(
        for command: String, _ timeout: Duration, in context: CommandContext, _ supervisor: any Supervisor,
        hint: String = "", _ body: () throws -> Value
    ) throws -> Value {
        try context.diagnostics.whileHeld {
            let held = try lock(command, timeout, supervisor, hint)
            return try withExtendedLifetime(held, body)
        }
    }

    private func lock(
        _ command: String, _ timeout: Duration, _ supervisor: any Supervisor, _ hint: String
    ) throws(CommandFailure) -> HostLock {
        do {
            return try HostLock.acquire(in: journal.folder, command: command, timeout: timeout) {
                supervisor.verdict == .interrupted
            }
        } catch let error as LockHeld {
            guard supervisor.verdict != .interrupted else {
                throw CommandFailure(.interrupted, ["interrupted; nothing was changed"])
            }
            throw CommandFailure(.lockHeld, ["\(error)\(hint)", "nothing was changed"])
        } catch {
            throw CommandFailure(.failure, ["\(error)", "nothing was changed"])
        }
    }

    /// The open journal; nil when there is none.
    func openJournal() throws(CommandFailure) -> JournalContents? {
        do throws(RunFileError) {
            return try journal.read().map { JournalContents(parsing: $0) }
        } catch {
            throw CommandFailure(.notUndone, ["\(error)", "nothing was changed"])
        }
    }

    /// Puts a journal of an earlier boot aside: what it is about went with that boot.
    ///
    /// - Returns: What to tell the user; nil when the journal is of this boot, or may be.
    func archive(_ contents: JournalContents) throws(CommandFailure) -> String? {
        guard let header = contents.header, journal.isEarlier(header.boot) else {
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

    /// Says which run was killed, or could not undo all it did, and so left its journal open.
    ///
    /// - Returns: A sentence; nil where none did, where the run is still going, and where this user can't look.
    func leftOpen() throws(CommandFailure) -> String? {
        guard journal.isOpen, !HostLock.isHeld(in: journal.folder), let contents = try openJournal(),
            contents.header.map({ journal.isEarlier($0.boot) }) != true
        else { return nil }
        return sentence(on: contents)
    }

    /// What the user of a command that only shows should know, a sentence each.
    var warnings: [String] {
        do throws(CommandFailure) {
            return try leftOpen().map { [$0] } ?? []
        } catch {
            return Array(error.lines.prefix(1))
        }
    }

    private func sentence(on contents: JournalContents) -> String {
        let run = contents.header.map { "\($0.command), begun \($0.since) by process \($0.pid)," }
        return "\(run ?? "a run") did not come to its end, and its journal \(journal.journal) is still open; "
            + "'daxshift recover' puts back what it did"
    }

    /// Refuses to go on while the journal of another run is open.
    ///
    /// - Returns: What to tell the user of a journal of an earlier boot, a line each.
    func checkNoOpenJournal() throws(CommandFailure) -> [String] {
        guard let contents = try openJournal() else { return [] }
        if let note = try archive(contents) { return [note] }
        throw CommandFailure(.notUndone, [sentence(on: contents), "nothing was changed"])
    }
}
