// SPDX-License-Identifier: Apache-2.0

extension RegionLayout {
    /// The ranges of a device after a resize, with as many whole memory blocks as the holes and its size allow.
    ///
    /// Where ``ranges(resizing:to:granule:)`` gives fewer, the new ranges begin at memory blocks: as few ranges as
    /// possible, at the lowest addresses. The rest of the size, which fills no block, goes beside them.
    ///
    /// - Parameters:
    ///   - own: The ranges that the device has, in page-offset order.
    ///   - size: The new size, a multiple of `granule`.
    ///   - granule: The unit of starts and sizes of new ranges.
    ///   - blockSize: The size of the memory blocks to fill; nil for none.
    /// - Returns: The ranges in page-offset order; nil when there is no room for them.
    public func ranges(
        resizing own: [PhysicalRange], to size: ByteCount, granule: ByteCount, filling blockSize: ByteCount?
    ) -> [PhysicalRange]? {
        guard let usual = ranges(resizing: own, to: size, granule: granule) else { return nil }
        guard let blockSize, blockSize > .zero, blockSize.isMultiple(of: granule), own.size < size else {
            return usual
        }
        func count(_ ranges: [PhysicalRange]) -> Int {
            ranges.reduce(0) { $0 + $1.wholeBlocks(of: blockSize).count }
        }
        guard count(usual) < size.rawValue / blockSize.rawValue else { return usual }
        let placed = [extent(behind: own, upTo: size - own.size, blockSize), .zero].compactMap {
            let (ranges, holes) = extending(own, by: $0, granule)
            return ranges.extended(to: size, from: holes, filling: blockSize)
        }
        let best = placed.min { (-count($0), $0.count) < (-count($1), $1.count) }
        return best.flatMap { count($0) > count(usual) ? $0 : nil } ?? usual
    }

    /// How much of the hole behind the last range ends with a memory block.
    private func extent(behind own: [PhysicalRange], upTo wanted: ByteCount, _ blockSize: ByteCount)
        -> ByteCount
    {
        guard let start = own.last?.addressBehind, let hole = holes.first(where: { $0.start == start }) else {
            return .zero
        }
        let most = min(hole.size, wanted)
        return most - ByteCount(rawValue: (start &+ most.rawValue) % blockSize.rawValue)
    }
}

extension [PhysicalRange] {
    /// The ranges and parts of holes behind them, which begin at memory blocks; nil when the holes are too small.
    fileprivate func extended(
        to size: ByteCount, from holes: [PhysicalRange], filling blockSize: ByteCount
    ) -> [PhysicalRange]? {
        let left = size - self.size
        var new = holes.parts(ofSize: left, filling: blockSize)
        guard new.size == left else { return nil }
        var ranges = self
        if let last = ranges.last, let next = new.firstIndex(where: { $0.start == last.addressBehind }),
            let joined = PhysicalRange(start: last.start, end: new[next].end)
        {
            ranges[ranges.count - 1] = joined
            new.remove(at: next)
        }
        return ranges + new
    }

    /// Parts of these holes, by address, with as many whole memory blocks as the size allows.
    private func parts(ofSize size: ByteCount, filling blockSize: ByteCount) -> [PhysicalRange] {
        let counts = map { $0.wholeBlocks(of: blockSize).count }
        let wanted = Swift.min(counts.reduce(0, +), Int(clamping: size.rawValue / blockSize.rawValue))
        var parts = [ByteCount](repeating: .zero, count: count)
        if let single = indices.first(where: { counts[$0] >= wanted && self[$0].size >= size }) {
            parts[single] = size
        } else {
            for (index, count) in counts.fewest(holding: wanted) { parts[index] = blockSize * UInt64(count) }
            var rest = size - parts.reduce(.zero, +)
            let used = indices.filter { parts[$0] > .zero }
            let unused = indices.filter { parts[$0] == .zero }
            let single = unused.first { self[$0].size >= rest }
            for index in used + (single.map { [$0] } ?? unused) {
                let more = Swift.min(rest, self[index].size - parts[index])
                parts[index] = parts[index] + more
                rest = rest - more
            }
        }
        return zip(self, parts).compactMap { $0.part(ofSize: $1, filling: blockSize) }
    }
}

extension [Int] {
    /// The fewest numbers that make a sum, each with what it contributes; the first ones where there is a choice.
    fileprivate func fewest(holding sum: Int) -> [(index: Int, part: Int)] {
        var left = sum
        var number = 0
        for largest in sorted(by: >) where left > 0 {
            left -= largest
            number += 1
        }
        left = sum
        var found: [(index: Int, part: Int)] = []
        for (index, own) in enumerated() where left > 0 {
            let others = dropFirst(index + 1).sorted(by: >).prefix(number - 1).reduce(0, +)
            guard own + others >= left else { continue }
            found.append((index, Swift.min(own, left)))
            left -= own
            number -= 1
        }
        return found
    }
}

extension PhysicalRange {
    /// A part that begins at the first whole memory block, or before it where the rest of the range is too short.
    fileprivate func part(ofSize size: ByteCount, filling blockSize: ByteCount) -> PhysicalRange? {
        guard size > .zero, size <= self.size else { return nil }
        let latest = end - (size.rawValue - 1)
        let block = (blockSize * UInt64(wholeBlocks(of: blockSize).lowerBound.rawValue)).rawValue
        let first = Swift.min(Swift.max(block, start), latest)
        return PhysicalRange(start: first, end: first + (size.rawValue - 1))
    }
}
