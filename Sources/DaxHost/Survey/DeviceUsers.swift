// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemPackage

/// The processes that use character devices, found by a walk over `/proc`.
///
/// A device is known by its number, since a container may have it under another path. A process that ends
/// meanwhile is none that uses anything; one that may not be looked at leaves a gap.
internal struct DeviceUsers {
    /// Who uses which device, by pid.
    private(set) var found: [DeviceName: [DeviceUser]] = [:]
    /// The processes that could not be looked at, as one gap.
    var gap: Gap? {
        guard var first = failures.first else { return nil }
        if failures.count > 1 { first.reason += ", and so for \(failures.count - 1) more" }
        return first
    }

    private let proc: String
    private let devices: [String: DeviceName]
    private var failures: [Gap] = []
    /// What the files are that processes have mapped, since most are libraries that all of them share.
    private var mapped: [Substring: DeviceName?] = [:]

    /// Walks over all processes but this one.
    ///
    /// - Parameters:
    ///   - devices: The devices by their number, `MAJOR:MINOR`.
    ///   - proc: The folder of processes.
    init(of devices: [String: DeviceName], in proc: String = "/proc") {
        self.devices = devices
        self.proc = proc
        let names: [String]
        do throws(SysfsError) {
            names = try Sysfs.names(in: proc) ?? []
        } catch {
            failures.append(Gap(error))
            return
        }
        for pid in names.compactMap({ Int(kernelDigits: $0) }).sorted() where pid != Int(getpid()) {
            do throws(SysfsError) {
                try look(at: pid)
            } catch  where error.errno == .noSuchProcess || error.errno == .noSuchFileOrDirectory {
                continue
            } catch {
                failures.append(Gap(error))
            }
        }
    }

    private mutating func look(at pid: Int) throws(SysfsError) {
        var uses: [DeviceName: Set<DeviceUser.Use>] = [:]
        let folder = "\(proc)/\(pid)"
        for descriptor in try Sysfs.names(in: folder + "/fd") ?? [] {
            if let name = device(at: "\(folder)/fd/\(descriptor)") { uses[name, default: []].insert(.open) }
        }
        for line in try Sysfs.wholeText(of: folder + "/maps").split(separator: "\n") {
            if let name = device(mappedBy: line, folder) { uses[name, default: []].insert(.mapped) }
        }
        guard !uses.isEmpty else { return }
        let command = fitForTerminal(try Sysfs.read(folder + "/comm"))
        for (name, uses) in uses {
            found[name, default: []].append(DeviceUser(pid: pid, command: command, uses: uses))
        }
    }

    /// The device that a link leads to; nil also for a descriptor that is closed by now.
    private func device(at link: String) -> DeviceName? {
        do throws(SysfsError) {
            return devices[try Sysfs.deviceNumber(of: link)]
        } catch {
            return (try? Sysfs.link(link)).flatMap { device(called: $0) }
        }
    }

    /// The device of a line `START-END PERMISSIONS OFFSET DEVICE INODE PATH`.
    ///
    /// Its DEVICE is the file system's, so the link of the same range tells the number.
    private mutating func device(mappedBy line: Substring, _ folder: String) -> DeviceName? {
        let fields = line.split(separator: " ", maxSplits: 5)
        guard fields.count == 6, fields[4] != "0" else { return nil }
        let file = line[fields[3].startIndex..<fields[4].endIndex]
        if let known = mapped[file] { return known }
        let name =
            device(at: "\(folder)/map_files/\(fields[0])")
            ?? device(called: String(fields[5].drop { $0 == " " }))
        mapped[file] = .some(name)
        return name
    }

    private func device(called path: String) -> DeviceName? {
        devices.values.first { $0.description == path.dropFirst("/dev/".count) && path.hasPrefix("/dev/") }
    }
}
