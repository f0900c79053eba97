// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The physical addresses along a drawn region, whose parts are not all to scale.
struct AddressAxis: Sendable, Hashable {
    /// The parts of the region by address, each with the place where it is drawn.
    let parts: [Part]

    /// The place of an address in the region, in the unit of the parts.
    func place(of address: UInt64) -> Int? {
        guard let part = parts.first(where: { $0.range.start <= address && address <= $0.range.end }) else {
            return nil
        }
        let share = Double(address - part.range.start) / Double(part.range.size.rawValue)
        return part.start + Int((share * Double(part.width)).rounded())
    }

    /// The addresses inside the region that are multiples of one power of two, as many as there is room for.
    ///
    /// - Parameter distance: The least distance of two addresses if all parts are to scale.
    /// - Returns: The addresses, ascending.
    func ticks(apart distance: Int) -> [UInt64] {
        guard let first = parts.first, let last = parts.last,
            let whole = PhysicalRange(start: first.range.start, end: last.range.end)
        else { return [] }
        let width = last.start + last.width - first.start
        let least = Double(whole.size.rawValue) / Double(max(1, width)) * Double(distance)
        guard let shift = (0..<UInt64.bitWidth).first(where: { Double(UInt64(1) << $0) >= least }) else {
            return []
        }
        let step = ByteCount(rawValue: 1 << shift)
        var ticks: [UInt64] = []
        var next = (ByteCount(rawValue: whole.start) + ByteCount(rawValue: 1)).roundedUp(to: step)?.rawValue
        while let tick = next, tick <= whole.end {
            ticks.append(tick)
            let (sum, isBeyond) = tick.addingReportingOverflow(step.rawValue)
            next = isBeyond ? nil : sum
        }
        return ticks
    }

    /// A part of the region on the axis.
    struct Part: Sendable, Hashable {
        /// The physical addresses.
        let range: PhysicalRange
        /// Where it begins.
        let start: Int
        /// How wide it is.
        let width: Int
    }
}
