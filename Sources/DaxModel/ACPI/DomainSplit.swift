// SPDX-License-Identifier: Apache-2.0

/// The split of a memory proximity domain into equal parts, each a new domain, in the ACPI tables.
///
/// The first part keeps the domain's number; the others get the numbers after the last one in the SLIT.
public struct DomainSplit: Sendable, Hashable {
    /// The parts, by address.
    public let parts: [Part]
    /// The System Resource Affinity Table: the domains of memory and processors.
    public let srat: ACPITable
    /// The System Locality Information Table: the distances between domains.
    public let slit: ACPITable
    /// The NVDIMM Firmware Interface Table: the ranges of NVDIMMs with their domains; nil if the memory is not persistent.
    public let nfit: ACPITable?

    /// One part of the domain's memory.
    public struct Part: Sendable, Hashable {
        /// Its proximity domain.
        public let domain: UInt64
        /// Its first address.
        public let start: UInt64
        /// Its size in bytes.
        public let size: UInt64
    }

    /// Splits a domain.
    ///
    /// - Parameters:
    ///   - domain: The domain's number.
    ///   - count: The number of parts.
    ///   - srat: The System Resource Affinity Table.
    ///   - slit: The System Locality Information Table.
    ///   - nfit: The NVDIMM Firmware Interface Table.
    /// - Throws: `ACPIError`.
    public init(
        of domain: UInt32, into count: Int, srat: ACPITable, slit: ACPITable, nfit: ACPITable
    ) throws(ACPIError) {
        let domains = try Self.domains(in: slit)
        let memory = try srat.entries(from: 48, fieldSize: 1).filter { srat.bytes[$0.lowerBound] == 1 }
        for entry in memory {
            guard entry.count == 40, srat.number(at: entry.lowerBound + 2, 4) < domains else {
                throw .malformed("the SRAT has memory in a domain that the SLIT does not know")
            }
        }
        let own = memory.filter { srat.number(at: $0.lowerBound + 2, 4) == domain }
        guard let entry = own.first else { throw .notFound }
        guard own.count == 1 else { throw .severalEntries("SRAT") }
        let start = srat.number(at: entry.lowerBound + 8, 8)
        let whole = srat.number(at: entry.lowerBound + 16, 8)
        guard whole > 0, whole.isMultiple(of: UInt64(count)), whole <= UInt64.max - start else {
            throw .indivisible
        }
        let size = whole / UInt64(count)
        let parts = (0..<UInt64(count)).map { index in
            Part(
                domain: index == 0 ? UInt64(domain) : UInt64(domains) + index - 1,
                start: start + index * size, size: size)
        }
        self.parts = parts
        self.srat = srat.dividing(entry, among: parts) { table, entry, part, _ in
            table.set(part.domain, at: entry + 2, 4)
            table.set(part.start, at: entry + 8, 8)
            table.set(part.size, at: entry + 16, 8)
        }
        self.slit = Self.distances(in: slit, domains, Int(domain), domains + count - 1)
        self.nfit = try Self.spans(in: nfit, of: domain, start, whole, parts)
    }

    /// The number of domains in a SLIT: it is followed by a square matrix of distances, one byte each.
    private static func domains(in slit: ACPITable) throws(ACPIError) -> Int {
        guard slit.bytes.count >= 44, let count = Int(exactly: slit.number(at: 36, 8)), count <= 1 << 16,
            slit.bytes.count >= 44 + count * count
        else { throw .malformed("the SLIT is too short for its distances") }
        return count
    }

    /// The distance of local memory, the minimum.
    private static let local: UInt8 = 10

    /// The distances with the new domains, which are as far from others as the domain that was split.
    private static func distances(
        in slit: ACPITable, _ old: Int, _ split: Int, _ new: Int
    ) -> ACPITable {
        var bytes = Array(slit.bytes[..<36])
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: new >> (8 * $0)) }
        for row in 0..<new {
            for column in 0..<new {
                let distance = slit.bytes[
                    44 + (row < old ? row : split) * old + (column < old ? column : split)]
                let isOld = row < old && column < old
                bytes.append(isOld ? distance : row == column ? local : max(distance, local + 1))
            }
        }
        return slit.revised(bytes)
    }

    /// The UUID of an NVDIMM's ranges of persistent memory, 66f0d379-b4f3-4074-ac43-0d3318b78cdb.
    private static let persistentMemory: [UInt8] = [
        0x79, 0xd3, 0xf0, 0x66, 0xf3, 0xb4, 0x74, 0x40, 0xac, 0x43, 0x0d, 0x33, 0x18, 0xb7, 0x8c, 0xdb,
    ]

    /// The NFIT with a range for each part, if it has a range for all of the domain's memory.
    private static func spans(
        in nfit: ACPITable, of domain: UInt32, _ start: UInt64, _ size: UInt64, _ parts: [Part]
    ) throws(ACPIError) -> ACPITable? {
        let spans = try nfit.entries(from: 40, fieldSize: 2).filter {
            nfit.number(at: $0.lowerBound, 2) == 0 && $0.count >= 56
        }
        let own = spans.filter {
            nfit.bytes[($0.lowerBound + 16)...].starts(with: persistentMemory)
                && nfit.number(at: $0.lowerBound + 12, 4) == domain
                && nfit.number(at: $0.lowerBound + 32, 8) == start
                && nfit.number(at: $0.lowerBound + 40, 8) == size
        }
        guard let span = own.first, let last = spans.map({ nfit.number(at: $0.lowerBound + 4, 2) }).max()
        else { return nil }
        guard own.count == 1 else { throw .severalEntries("NFIT") }
        return nfit.dividing(span, among: parts) { table, entry, part, index in
            if index > 0 { table.set(last + UInt64(index), at: entry + 4, 2) }
            table.set(part.domain, at: entry + 12, 4)
            table.set(part.start, at: entry + 32, 8)
            table.set(part.size, at: entry + 40, 8)
        }
    }
}

extension ACPITable {
    /// The table with the entry changed to the first part, and copies of it at the end for the others.
    fileprivate func dividing(
        _ entry: Range<Int>, among parts: [DomainSplit.Part],
        _ write: (inout ACPITable, _ entry: Int, DomainSplit.Part, _ index: Int) -> Void
    ) -> ACPITable {
        var table = self
        for (index, part) in parts.enumerated() {
            let start = index == 0 ? entry.lowerBound : table.append(bytes[entry])
            write(&table, start, part, index)
        }
        return revised(table.bytes)
    }
}
