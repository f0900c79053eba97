// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemPackage

/// The processes that use character or block devices, found by a scan of `/proc`.
///
/// A device is identified by its number, since a container may have it under another path. A process that ends
/// meanwhile is not a user; one that can't be inspected is a gap.
internal struct DeviceUsers<Name: Hashable & CustomStringConvertible> {
    /// The users of each device, by pid.
    private(set) var found: [Name: [DeviceUser]] = [:]
    /// Why users may have been missed; nil when all were seen.
    private(set) var unseen: UnseenUsers?
    /// The processes that could not be inspected, as one gap.
    var gap: Gap? {
        guard var first = failures.first else { return nil }
        if failures.count > 1 { first.reason += ", and so for \(failures.count - 1) more" }
        return first
    }

    private let proc: String
    private let devices: [String: Name]
    private let shareOpenFiles: (Int, Int) -> Bool
    private var failures: [Gap] = []
    /// A cache of mapped files, since most are shared libraries.
    private var mapped: [Substring: Name?] = [:]

    /// Scans all processes but this one.
    ///
    /// - Parameters:
    ///   - devices: The devices by number, `MAJOR:MINOR`.
    ///   - proc: The folder of processes.
    ///   - shareOpenFiles: Whether two threads are known to share their open files.
    init(
        of devices: [String: Name], in proc: String = "/proc",
        _ shareOpenFiles: @escaping (Int, Int) -> Bool = Sysfs.shareOpenFiles
    ) {
        self.devices = devices
        self.proc = proc
        self.shareOpenFiles = shareOpenFiles
        do throws(SysfsError) {
            unseen = try obstacle()
        } catch {
            failures.append(Gap(error))
        }
        do throws(SysfsError) {
            for pid in try numbers(in: proc) where pid != Int(getpid()) { lookUnlessItEnds(at: pid) }
        } catch {
            failures.append(Gap(error))
        }
        if unseen == nil { unseen = gap.map(UnseenUsers.unreadable) }
    }

    private mutating func lookUnlessItEnds(at pid: Int) {
        do throws(SysfsError) {
            try look(at: pid)
        } catch {
            if !error.isOfVanishing { failures.append(Gap(error)) }
        }
    }

    /// Why this process can't see all others, independent of single files.
    private func obstacle() throws(SysfsError) -> UnseenUsers? {
        let status = try Sysfs.wholeText(of: proc + "/self/status").split(separator: "\n")
        let effective = status.first { $0.hasPrefix("CapEff:") }?.dropFirst("CapEff:".count)
        let capabilities = effective.flatMap { hexadecimal(String($0.drop { $0 == "\t" || $0 == " " })) } ?? 0
        guard capabilities & Self.ptrace != 0 else { return .withoutPtrace }
        return try Sysfs.link(proc + "/self/ns/pid") == Self.firstNamespace ? nil : .otherNamespace
    }

    /// The bit of CAP_SYS_PTRACE.
    private static var ptrace: UInt64 { 1 << 19 }
    /// The initial PID namespace, PROC_PID_INIT_INO.
    private static var firstNamespace: String { "pid:[4026531836]" }

    private func numbers(in folder: String) throws(SysfsError) -> [Int] {
        (try Sysfs.names(in: folder) ?? []).compactMap { Int(kernelDigits: $0) }.sorted()
    }

    private mutating func look(at pid: Int) throws(SysfsError) {
        let folder = "\(proc)/\(pid)"
        var uses: [Name: Set<DeviceUser.Use>] = [:]
        // A folder with one subfolder: most processes have one thread, and the files of the process suffice.
        if try Sysfs.entry(folder + "/task")?.links == 3 {
            try addOpen(folder, to: &uses)
            _ = try addMapped(folder, pid, to: &uses)
        } else {
            try addUses(ofThreadsIn: folder + "/task", to: &uses)
        }
        guard !uses.isEmpty else { return }
        let command = fitForTerminal(try Sysfs.read(folder + "/comm"))
        for (name, uses) in uses {
            found[name, default: []].append(DeviceUser(pid: pid, command: command, uses: uses))
        }
    }

    /// Inspects all threads: each may have its own open files, and an ended one, also the first, shows none.
    private mutating func addUses(
        ofThreadsIn folder: String, to uses: inout [Name: Set<DeviceUser.Use>]
    ) throws(SysfsError) {
        var seen: [Int] = []
        var hasMappings = false
        for thread in try numbers(in: folder) {
            do throws(SysfsError) {
                if !seen.contains(where: { shareOpenFiles($0, thread) }) {
                    try addOpen("\(folder)/\(thread)", to: &uses)
                    seen.append(thread)
                }
                // All threads share one address space.
                if !hasMappings {
                    hasMappings = try addMapped("\(folder)/\(thread)", thread, to: &uses)
                }
            } catch {
                if !error.isOfVanishing { throw error }
            }
        }
    }

    private func addOpen(
        _ folder: String, to uses: inout [Name: Set<DeviceUser.Use>]
    ) throws(SysfsError) {
        for descriptor in try Sysfs.names(in: folder + "/fd") ?? [] {
            if let name = try device(at: "\(folder)/fd/\(descriptor)") {
                uses[name, default: []].insert(.open)
            }
        }
    }

    /// Adds the mappings of a thread, and returns whether it has any.
    private mutating func addMapped(
        _ folder: String, _ thread: Int, to uses: inout [Name: Set<DeviceUser.Use>]
    ) throws(SysfsError) -> Bool {
        let lines = try Sysfs.wholeText(of: folder + "/maps").split(separator: "\n")
        for line in lines {
            if let name = try device(mappedBy: line, thread) { uses[name, default: []].insert(.mapped) }
        }
        return !lines.isEmpty
    }

    /// The device of a link; nil also for a descriptor that is closed meanwhile.
    ///
    /// A file system such as FUSE may hide the file of a descriptor, also from root.
    private func device(at link: String) throws(SysfsError) -> Name? {
        do throws(SysfsError) {
            return devices[try Sysfs.deviceNumber(of: link)]
        } catch {
            return try Sysfs.link(link).flatMap { device(called: $0) }
        }
    }

    /// Finds the device of a line `START-END PERMISSIONS OFFSET DEVICE INODE PATH`.
    ///
    /// Its DEVICE is that of the file system, so the number is read from the link for the same range. The kernel has these
    /// links for each thread, but not under `task` of a process.
    private mutating func device(mappedBy line: Substring, _ thread: Int) throws(SysfsError) -> Name? {
        let fields = line.split(separator: " ", maxSplits: 5)
        guard fields.count == 6, fields[4] != "0" else { return nil }
        let file = line[fields[3].startIndex..<fields[4].endIndex]
        if let known = mapped[file] { return known }
        let name =
            try device(at: "\(proc)/\(thread)/map_files/\(fields[0])")
            ?? device(called: String(fields[5].drop { $0 == " " }))
        mapped[file] = .some(name)
        return name
    }

    private func device(called path: String) -> Name? {
        devices.values.first { $0.description == path.dropFirst("/dev/".count) && path.hasPrefix("/dev/") }
    }
}

extension SysfsError {
    /// Whether the error means that the process or thread has ended.
    fileprivate var isOfVanishing: Bool { errno == .noSuchProcess || errno == .noSuchFileOrDirectory }
}
