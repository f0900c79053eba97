// SPDX-License-Identifier: Apache-2.0

extension JournalSyntax where Value == DeviceName {
    /// The name of a device.
    static let device = JournalSyntax { name, line in
        line.add("dax", name.region.rawValue)
        line.add(".", name.device)
    } read: {
        $0.popFirst().flatMap { DeviceName($0) }
    }
}

extension JournalSyntax where Value == [DeviceName] {
    /// Names of devices.
    static let devices = JournalSyntax(word: JournalText.names, value: JournalText.names)
}

extension JournalSyntax where Value: ObjectNumber {
    /// A number that is not negative.
    static var number: JournalSyntax {
        JournalSyntax {
            $1.add("", $0.rawValue)
        } read: {
            $0.popFirst().flatMap { Value(kernelDigits: $0) }
        }
    }
}

extension JournalSyntax where Value == [BlockNumber] {
    /// Indexes of memory blocks.
    static let blocks = JournalSyntax(word: JournalText.blocks, value: JournalText.blocks)
}

extension JournalSyntax where Value == Bool {
    /// 1 or 0.
    static let flag = JournalSyntax {
        $0 ? "1" : "0"
    } value: {
        ["0": false, "1": true][$0]
    }
}

extension JournalSyntax where Value == Int {
    /// A number that is not negative.
    static let count = JournalSyntax {
        "\($0)"
    } value: {
        Int(kernelDigits: $0)
    }
}

extension JournalSyntax where Value == InterleaveWeights {
    /// The weights of nodes, ascending, as `0=3,1=1`, or `auto`.
    static let weights = JournalSyntax(word: JournalText.weights, value: JournalText.weights)
}

extension JournalSyntax where Value == ByteCount {
    /// A number of bytes.
    static let byteCount = JournalSyntax {
        "\($0.rawValue)"
    } value: {
        Int(kernelDigits: $0).map { ByteCount(rawValue: UInt64($0)) }
    }
}

extension JournalSyntax where Value == PhysicalRange {
    /// A physical range.
    static let range = JournalSyntax(word: \.description, value: JournalText.range)
}

extension JournalSyntax where Value == [PhysicalRange] {
    /// Physical ranges.
    static let ranges = JournalSyntax(word: JournalText.ranges, value: JournalText.ranges)
}

// MARK: Names

extension JournalSyntax where Value: RawRepresentable & Sendable, Value.RawValue == String {
    /// A name that may be any text.
    fileprivate static var name: JournalSyntax {
        JournalSyntax {
            JournalText.word($0.rawValue)
        } value: {
            (JournalText.word(parsing: $0) ?? nil).flatMap { Value(rawValue: $0) }
        }
    }

    /// One of a few words.
    fileprivate static var choice: JournalSyntax {
        JournalSyntax(word: \.rawValue) { Value(rawValue: String($0)) }
    }
}

extension JournalSyntax where Value == DriverName {
    /// The name of a driver.
    static let driver = name
}

extension JournalSyntax where Value == KernelName {
    /// The name of an object of the NVDIMM subsystem.
    static let kernelName = name
}

extension JournalSyntax where Value == MemoryZone {
    /// A zone.
    static let zone = choice
}

extension JournalSyntax where Value == LabelVersion {
    /// The version of labels.
    static let labelVersion = choice
}

extension JournalSyntax where Value == NamespaceMode {
    /// The mode of a namespace.
    static let mode = choice
}

extension JournalSyntax where Value == MemoryBlock.State {
    /// The state of a memory block.
    static let state = choice
}

extension JournalSyntax where Value == AutoOnlinePolicy {
    /// An auto-online policy.
    static let policy = choice
}

extension JournalSyntax where Value == KernelBus {
    /// A bus.
    static let bus = choice
}

// MARK: What may be missing

extension JournalSyntax where Value == DriverName? {
    /// The name of a driver, or none.
    static let driverOrNone = orNone(.driver)
}

extension JournalSyntax where Value == NamespaceMode? {
    /// The mode of a namespace, or none.
    static let modeOrNone = orNone(.mode)
}

extension JournalSyntax where Value == PhysicalRange? {
    /// A physical range, or none.
    static let rangeOrNone = orNone(.range)
}

extension JournalSyntax where Value == String? {
    /// A text, or none.
    static let textOrNone = orNone(.text)
}

extension JournalSyntax where Value == MemoryZone? {
    /// A zone, or none.
    static let zoneOrNone = orNone(.zone)
}

extension JournalSyntax {
    /// A word, or the word for none.
    private static func orNone<Wrapped>(_ syntax: JournalSyntax<Wrapped>) -> JournalSyntax
    where Value == Wrapped? {
        JournalSyntax { value, line in
            if let value { syntax.write(value, &line) } else { line.add(JournalText.none) }
        } read: { words in
            guard words.first == JournalText.none[...] else { return syntax.read(&words).map(Optional.some) }
            words.removeFirst()
            return .some(nil)
        }
    }
}

// MARK: Files

extension JournalSyntax where Value == FileContent {
    /// The content of a path.
    static let content = JournalSyntax(forms: [
        .init("absent", .absent),
        .init("text", .text, { .text($0) }) {
            if case .text(let text, .common) = $0 { text } else { nil }
        },
        .init("private", .access, .text, { .text($1, $0) }) {
            if case .text(let text, let access) = $0, access != .common { (access, text) } else { nil }
        },
        .init("link", .text, Value.link) { if case .link(let target) = $0 { target } else { nil } },
    ])
}

extension JournalSyntax where Value == String {
    /// Any text.
    static let text = JournalSyntax {
        JournalText.word($0)
    } value: {
        JournalText.word(parsing: $0) ?? nil
    }
}

extension JournalSyntax where Value == Initramfs.Making {
    /// The image, whether it gets a copy of the file, and the program with its arguments.
    static let making = JournalSyntax { making, line in
        line.add(JournalText.word(making.path))
        line.add(making.hasFile ? " with" : " without")
        for word in making.command { line.add(" " + JournalText.word(word)) }
    } read: { words in
        guard let path = JournalSyntax<String>.text.read(&words),
            let hasFile = ["with": true, "without": false][words.popFirst() ?? ""]
        else { return nil }
        var command: [String] = []
        while !words.isEmpty {
            guard let word = JournalSyntax<String>.text.read(&words) else { return nil }
            command.append(word)
        }
        return command.isEmpty ? nil : .init(path: path, command: command, hasFile: hasFile)
    }
}

extension JournalSyntax where Value == FileAccess {
    /// The permissions in octal, the user and the group, other than those of a new file.
    fileprivate static let access = JournalSyntax {
        "\(String($0.permissions, radix: 8)),\($0.user),\($0.group)"
    } value: { word in
        let parts = word.split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3, let permissions = UInt16(parts[0], radix: 8), permissions <= 0o777,
            String(permissions, radix: 8) == parts[0],
            let user = Int(kernelDigits: parts[1]).flatMap(UInt32.init(exactly:)),
            let group = Int(kernelDigits: parts[2]).flatMap(UInt32.init(exactly:))
        else { return nil }
        let access = FileAccess(permissions: permissions, user: user, group: group)
        return access == .common ? nil : access
    }
}
