// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

/// The users of block devices and of their partitions, as far as the kernel names them.
internal struct BlockHolders {
    /// What was found of each device.
    private(set) var devices: [KernelName: Device] = [:]
    /// Why processes may have been missed; nil when all were seen.
    private(set) var unseenUsers: UnseenUsers?

    /// What was found of one device.
    struct Device {
        /// The users: mounts, swap, devices made of it, and processes.
        var users: [BlockHolder] = []
        /// The files that could not be read.
        var gaps: [Gap] = []
        /// The number of the device, `MAJOR:MINOR`; nil if it is a gap.
        var number: String?
    }

    /// The devices and partitions by number.
    private var parts: [String: Part] = [:]

    /// A device or one of its partitions.
    private struct Part {
        let name: KernelName
        let device: KernelName
    }

    /// Looks for the users of devices.
    ///
    /// - Parameters:
    ///   - names: The names of the devices, as in `pmem0`.
    ///   - sys: The folder of sysfs.
    ///   - proc: The folder of processes.
    init(of names: [KernelName], sys: String = "/sys", proc: String = "/proc") {
        for device in names {
            let folder = "\(sys)/class/block/\(device)"
            devices[device] = Device()
            let number = add(Part(name: device, device: device), in: folder)
            devices[device]?.number = number
            let files = read(of: device) { () throws(SysfsError) in try Sysfs.names(in: folder) } ?? []
            for name in files.sorted() where name.hasPrefix(device.rawValue) {
                let path = "\(folder)/\(name)"
                let isPartition = read(of: device) { () throws(SysfsError) in
                    try Sysfs.exists(path + "/partition")
                }
                guard isPartition == true else { continue }
                _ = add(Part(name: KernelName(rawValue: name), device: device), in: path)
            }
        }
        addMounts(from: proc + "/self/mountinfo")
        addSwap(from: proc + "/swaps")
        addProcesses(in: proc)
    }

    /// Adds a device or partition, and the devices that are made of it; returns its number.
    private mutating func add(_ part: Part, in folder: String) -> String? {
        let holders = read(of: part.device) { () throws(SysfsError) in
            try Sysfs.names(in: folder + "/holders")
        }
        for holder in (holders ?? []).sorted() {
            add(.blockDevice(KernelName(rawValue: holder)), of: part)
        }
        let text = read(of: part.device) { () throws(SysfsError) in try Sysfs.read(folder + "/dev") }
        guard let text else { return nil }
        guard let number = Surveyor.deviceNumber(text) else {
            note(Gap(file: folder + "/dev", reason: "holds no device number"), of: part.device)
            return nil
        }
        parts[number] = part
        return number
    }

    private mutating func add(_ use: BlockHolder.Use, of part: Part) {
        devices[part.device]?.users.append(BlockHolder(device: part.name, use: use))
    }

    /// Adds mounts by lines `ID PARENT MAJOR:MINOR ROOT MOUNT-POINT OPTIONS [FIELD…] - TYPE SOURCE OPTIONS`.
    ///
    /// A file system that may have several devices, such as btrfs, has a number of its own; there the source counts.
    private mutating func addMounts(from file: String) {
        for line in lines(of: file) {
            let fields = line.split(separator: " ")
            guard fields.count > 6, let end = fields[6...].firstIndex(of: "-"), fields.count > end + 2 else {
                note(Gap(file: file, reason: "holds a line of another form"))
                return
            }
            var part = parts[String(fields[2])]
            if part == nil, fields[2].hasPrefix("0:") { part = self.part(at: unescaped(fields[end + 2])) }
            if let part { add(.mount(at: fitForTerminal(unescaped(fields[4]))), of: part) }
        }
    }

    /// Adds swap space by lines `FILE TYPE SIZE USED PRIORITY`, of which the first is a heading.
    private mutating func addSwap(from file: String) {
        for line in lines(of: file).dropFirst() {
            let fields = line.split { $0 == " " || $0 == "\t" }
            guard fields.count > 1, fields[1] == "partition", let part = part(at: unescaped(fields[0]))
            else { continue }
            add(.swap, of: part)
        }
    }

    private mutating func addProcesses(in proc: String) {
        guard !parts.isEmpty else { return }
        let users = DeviceUsers(of: parts.mapValues(\.name), in: proc)
        if let gap = users.gap { note(gap) }
        unseenUsers = users.unseen
        for part in parts.values.sorted(by: { $0.name < $1.name }) {
            for user in users.found[part.name] ?? [] { add(.process(user), of: part) }
        }
    }

    /// The device or partition at a path; nil for any other file, also for one that is gone.
    private func part(at path: String) -> Part? {
        guard path.hasPrefix("/") else { return nil }
        return (try? Sysfs.deviceNumber(of: path)).flatMap { parts[$0] }
    }

    private mutating func lines(of file: String) -> [Substring] {
        read { () throws(SysfsError) in try Sysfs.wholeText(of: file) }?.split(separator: "\n") ?? []
    }

    /// Reads something of a device, or of all; a failure is a gap.
    private mutating func read<Value>(
        of device: KernelName? = nil, _ body: () throws(SysfsError) -> Value?
    ) -> Value? {
        do throws(SysfsError) {
            return try body()
        } catch {
            note(Gap(error), of: device)
            return nil
        }
    }

    /// Adds a gap of a device, or of all.
    private mutating func note(_ gap: Gap, of device: KernelName? = nil) {
        for name in device.map({ [$0] }) ?? Array(devices.keys) { devices[name]?.gaps.append(gap) }
    }
}

/// The text of a field of `/proc`, in which the kernel writes a space and some others as `\` and three octal digits.
private func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
        let digits = rest.prefix(3)
        if byte == UInt8(ascii: "\\"), digits.count == 3,
            let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 8)
        {
            bytes.append(code)
            rest.removeFirst(3)
        } else {
            bytes.append(byte)
        }
    }
    return String(decoding: bytes, as: UTF8.self)
}
