// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON
internal import SystemPackage

/// A file with the ranges of one device, as `daxctl list -M` and `daxshift list --json --mappings` print them.
struct MappingsFile {
    /// The physical ranges in page-offset order.
    let ranges: [PhysicalRange]

    /// The most mappings of one device; each takes one write.
    private static let limit = 1024

    /// Reads a file, or standard input for `-`.
    ///
    /// - Throws: ``Unusable`` when it can't be read, or does not hold the ranges of exactly one device.
    init(reading path: String) throws(Unusable) {
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try InputFile(path: path).bytes()
        } catch {
            throw Unusable(reason: "cannot read \(path): \(error)")
        }
        try self.init(parsing: bytes)
    }

    /// Reads a text.
    ///
    /// - Throws: ``Unusable`` when it does not hold the ranges of exactly one device.
    init(parsing bytes: [UInt8]) throws(Unusable) {
        let json: JSON
        do throws(JSONSyntaxError) {
            json = try JSON(parsing: bytes)
        } catch {
            throw Unusable(reason: "it is not JSON: \(error)")
        }
        let devices = Self.devices(in: json)
        guard devices.count == 1 else {
            throw Unusable(
                reason: "it has the mappings of \(devices.count) devices, not of one: "
                    + "'daxshift list --json --mappings --dev DEVICE' prints those of one")
        }
        guard devices[0].count <= Self.limit else {
            throw Unusable(
                reason: "it has \(devices[0].count) mappings, and at most \(Self.limit) are read")
        }
        var mappings: [(offset: UInt64, range: PhysicalRange)] = []
        for mapping in devices[0] {
            guard let offset = Self.number(mapping["page_offset"]), let start = Self.number(mapping["start"]),
                let end = Self.number(mapping["end"]), let range = PhysicalRange(start: start, end: end)
            else { throw Unusable(reason: "a mapping has no page_offset, start and end that make a range") }
            if let size = Self.number(mapping["size"]), size != range.size.rawValue {
                throw Unusable(
                    reason: "a mapping has the size \(size), and \(range) is \(range.size.rawValue)")
            }
            mappings.append((offset, range))
        }
        ranges = mappings.sorted { $0.offset < $1.offset }.map(\.range)
    }

    /// The mappings of each device that has any, at any depth.
    private static func devices(in json: JSON) -> [[JSON]] {
        switch json {
        case .array(let items): items.flatMap(devices)
        case .object(let members):
            if json["chardev"] != nil, case .array(let mappings) = json["mappings"], !mappings.isEmpty {
                [mappings]
            } else {
                members.flatMap { devices(in: $0.value) }
            }
        default: []
        }
    }

    /// A number, or a decimal or hexadecimal string; nil also for human-readable sizes, which are rounded.
    private static func number(_ json: JSON?) -> UInt64? {
        switch json {
        case .integer(let value): UInt64(exactly: value)
        case .unsigned(let value): value
        case .string(let text): text.hasPrefix("0x") ? UInt64(text.dropFirst(2), radix: 16) : UInt64(text)
        default: nil
        }
    }

    /// Why a file can't be used.
    struct Unusable: Error, Hashable, CustomStringConvertible {
        /// What is wrong.
        let reason: String

        /// What is wrong, in one line.
        var description: String { reason }
    }
}
