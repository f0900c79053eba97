// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs
internal import SystemPackage

/// Builds an inventory: reads kernel files, and records each unreadable one as a gap.
///
/// Each part of the survey is an extension in a file of its own.
internal struct Surveyor {
    /// The inventory so far.
    var inventory: Inventory
    /// The only devices of which to sample what they hold; nil for all.
    var sampledDevices: Set<DeviceName>?
    /// The only modules that a plan may need; nil for all.
    var neededModules: [String]?
    /// The only NVDIMM regions of which to read the seeds; nil for all.
    var regionsWithSeeds: Set<KernelName>?
    /// The memory blocks of devices in kmem that need not be read.
    var knownBlocks: [DeviceName: [MemoryBlock]] = [:]

    init(kernel: KernelRelease) {
        inventory = Inventory(kernel: kernel)
    }

    /// The errors of a file that is not there.
    private static let missing: Set<Errno> = [.noSuchFileOrDirectory]

    /// Reads a file that some kernels lack.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - folder: The folder that its path begins in; nil for a whole path.
    ///   - absence: The errors that mean that the file is absent.
    ///   - parse: Parses the text; nil for invalid text.
    /// - Returns: The value, absence, or a gap.
    mutating func look<Value>(
        _ path: String, in folder: String? = nil, absence: Set<Errno> = missing,
        as parse: (String) -> Value?
    ) -> Reading<Value> {
        let text: String
        do throws(SysfsError) {
            text = try Sysfs.read(path, in: folder)
        } catch {
            guard !absence.contains(error.errno) else { return .absent }
            note(error)
            return .gap
        }
        guard let value = parse(text) else {
            inventory.gaps.append(Gap(file: Self.whole(path, in: folder), reason: Self.held(text)))
            return .gap
        }
        return .value(value)
    }

    /// Reads a required file: a missing one is a gap too.
    mutating func require<Value>(
        _ path: String, in folder: String? = nil, as parse: (String) -> Value?
    ) -> Value? {
        let reading = look(path, in: folder, as: parse)
        if case .absent = reading {
            let reason = "\(Errno.noSuchFileOrDirectory)"
            inventory.gaps.append(Gap(file: Self.whole(path, in: folder), reason: reason))
        }
        return reading.value
    }

    private static func whole(_ path: String, in folder: String?) -> String {
        folder.map { $0 + "/" + path } ?? path
    }

    /// The last component of a link's target; nil if there is no link or it is a gap.
    mutating func linkedName(_ path: String, in folder: String? = nil) -> String? {
        do {
            return try Sysfs.linkedName(path, in: folder)
        } catch {
            note(error)
            return nil
        }
    }

    /// Whether a path exists; false if it is a gap.
    mutating func exists(_ path: String) -> Bool {
        do {
            return try Sysfs.exists(path)
        } catch {
            note(error)
            return false
        }
    }

    /// The names in a folder; nil if there is no folder or it is a gap.
    mutating func names(in path: String) -> [String]? {
        do {
            return try Sysfs.names(in: path)
        } catch {
            note(error)
            return nil
        }
    }

    /// Adds an unreadable file to the gaps.
    mutating func note(_ error: SysfsError) {
        inventory.gaps.append(Gap(error))
    }

    /// The content of a file, shortened and escaped for messages.
    private static func held(_ text: String) -> String {
        guard !text.isEmpty else { return "is empty" }
        let shown = fitForTerminal(String(String.UnicodeScalarView(text.unicodeScalars.prefix(40))))
        return "holds \"\(shown)\(text.unicodeScalars.count > 40 ? "…" : "")\""
    }
}

/// Text with control characters escaped.
internal func fitForTerminal(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
        result +=
            scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }
}

/// The number in decimal text, or after `0x` in hexadecimal, as most attributes write it.
internal func number(_ text: String) -> UInt64? {
    var rest = text.utf8[...]
    guard rest.popFirst() == UInt8(ascii: "0"), rest.popFirst() == UInt8(ascii: "x") else {
        return digits(text.utf8[...], radix: 10)
    }
    return digits(rest, radix: 16)
}

/// The number in hexadecimal text without a prefix.
internal func hexadecimal(_ text: String) -> UInt64? {
    digits(text.utf8[...], radix: 16)
}

/// The number of a text of digits only.
private func digits(_ text: Substring.UTF8View, radix: UInt64) -> UInt64? {
    guard !text.isEmpty else { return nil }
    var number: UInt64 = 0
    for byte in text {
        guard let digit = hexadecimalDigit(byte), digit < radix else { return nil }
        let (high, isTooLarge) = number.multipliedReportingOverflow(by: radix)
        let (sum, isBeyond) = high.addingReportingOverflow(UInt64(digit))
        guard !isTooLarge, !isBeyond else { return nil }
        number = sum
    }
    return number
}

/// The value of a hexadecimal digit; nil for another character.
internal func hexadecimalDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}

/// A size in decimal text.
internal func byteCount(_ text: String) -> ByteCount? { byteCount(text.utf8[...]) }

/// A size in a part of a decimal text.
internal func byteCount(_ text: Substring.UTF8View) -> ByteCount? {
    digits(text, radix: 10).map(ByteCount.init(rawValue:))
}
