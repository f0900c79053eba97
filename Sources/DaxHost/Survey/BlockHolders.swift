// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

/// The users of a block device and of its partitions, as far as the kernel names them.
internal struct BlockHolders {
    /// The users: mounts, swap, devices made of it, and processes.
    private(set) var found: [BlockHolder] = []
    /// Why processes may have been missed; nil when all were seen.
    private(set) var unseenUsers: UnseenUsers?
    /// The files that could not be read.
    private(set) var gaps: [Gap] = []
    /// The number of the device, `MAJOR:MINOR`; nil if it is a gap.
    private(set) var number: String?

    /// The device and its partitions by number.
    private var devices: [String: KernelName] = [:]

    /// Looks for the users of a device.
    ///
    /// - Parameters:
    ///   - device: The name of the device, as in `pmem0`.
    ///   - sys: The folder of sysfs.
    ///   - proc: The folder of processes.
    init(of device: KernelName, sys: String = "/sys", proc: String = "/proc") {
        let folder = "\(sys)/class/block/\(device)"
        number = add(device, in: folder)
        let names = read { () throws(SysfsError) in try Sysfs.names(in: folder) } ?? []
        for name in names.sorted() where name.hasPrefix(device.rawValue) {
            let isPartition = read { () throws(SysfsError) in try Sysfs.exists("\(folder)/\(name)/partition")
            }
            if isPartition == true { _ = add(KernelName(rawValue: name), in: "\(folder)/\(name)") }
        }
        addMounts(from: proc + "/self/mountinfo")
        addSwap(from: proc + "/swaps")
        addProcesses(in: proc)
    }

    /// Adds a device or partition, and the devices that are made of it; returns its number.
    private mutating func add(_ device: KernelName, in folder: String) -> String? {
        for holder in (read { () throws(SysfsError) in try Sysfs.names(in: folder + "/holders") } ?? [])
            .sorted()
        {
            found.append(BlockHolder(device: device, use: .blockDevice(KernelName(rawValue: holder))))
        }
        guard let text = read({ () throws(SysfsError) in try Sysfs.read(folder + "/dev") }) else {
            return nil
        }
        guard let number = Surveyor.deviceNumber(text) else {
            gaps.append(Gap(file: folder + "/dev", reason: "holds no device number"))
            return nil
        }
        devices[number] = device
        return number
    }

    /// Adds mounts by lines `ID PARENT MAJOR:MINOR ROOT MOUNT-POINT OPTIONS [FIELD…] - TYPE SOURCE OPTIONS`.
    ///
    /// A file system that may have several devices, such as btrfs, has a number of its own; there the source counts.
    private mutating func addMounts(from file: String) {
        for line in lines(of: file) {
            let fields = line.split(separator: " ")
            guard fields.count > 6, let end = fields[6...].firstIndex(of: "-"), fields.count > end + 2 else {
                gaps.append(Gap(file: file, reason: "holds a line of another form"))
                return
            }
            var device = devices[String(fields[2])]
            if device == nil, fields[2].hasPrefix("0:") {
                device = self.device(at: unescaped(fields[end + 2]))
            }
            guard let device else { continue }
            found.append(BlockHolder(device: device, use: .mount(at: fitForTerminal(unescaped(fields[4])))))
        }
    }

    /// Adds swap space by lines `FILE TYPE SIZE USED PRIORITY`, of which the first is a heading.
    private mutating func addSwap(from file: String) {
        for line in lines(of: file).dropFirst() {
            let fields = line.split { $0 == " " || $0 == "\t" }
            guard fields.count > 1, fields[1] == "partition", let device = device(at: unescaped(fields[0]))
            else { continue }
            found.append(BlockHolder(device: device, use: .swap))
        }
    }

    private mutating func addProcesses(in proc: String) {
        guard !devices.isEmpty else { return }
        let users = DeviceUsers(of: devices, in: proc)
        if let gap = users.gap { gaps.append(gap) }
        unseenUsers = users.unseen
        for device in devices.values.sorted() {
            for user in users.found[device] ?? [] {
                found.append(BlockHolder(device: device, use: .process(user)))
            }
        }
    }

    /// The device or partition at a path; nil for any other file, also for one that is gone.
    private func device(at path: String) -> KernelName? {
        guard path.hasPrefix("/") else { return nil }
        return (try? Sysfs.deviceNumber(of: path)).flatMap { devices[$0] }
    }

    private mutating func lines(of file: String) -> [Substring] {
        read { () throws(SysfsError) in try Sysfs.wholeText(of: file) }?.split(separator: "\n") ?? []
    }

    /// Reads something; a failure is a gap.
    private mutating func read<Value>(_ body: () throws(SysfsError) -> Value?) -> Value? {
        do throws(SysfsError) {
            return try body()
        } catch {
            gaps.append(Gap(error))
            return nil
        }
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
