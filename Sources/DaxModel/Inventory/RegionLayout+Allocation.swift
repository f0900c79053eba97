// SPDX-License-Identifier: Apache-2.0

extension RegionLayout {
    /// The allocatable parts of the holes: their starts and sizes are multiples of `granule`.
    ///
    /// - Parameter granule: The unit of starts and sizes.
    /// - Returns: The ranges by address.
    public func holes(fitting granule: ByteCount) -> [PhysicalRange] {
        holes.compactMap { $0.fitting(granule) }
    }

    /// The maximum size of a device.
    ///
    /// - Parameters:
    ///   - own: The ranges that the device has, in page-offset order.
    ///   - granule: What starts and sizes must be multiples of.
    /// - Returns: Its own size plus all that it could get.
    public func capacity(for own: [PhysicalRange], granule: ByteCount) -> ByteCount {
        let (extended, holes) = extending(own, by: ByteCount(rawValue: .max), granule)
        return extended.size + holes.size
    }

    /// The ranges of a device after a resize.
    ///
    /// The memory that it keeps stays at the same offsets, so that a device in devdax mode keeps its data. A device grows
    /// into the hole after its last range; the rest goes into the first hole that is large enough, or else into the
    /// holes by address. A device shrinks from its end.
    ///
    /// - Parameters:
    ///   - own: The ranges that the device has, in page-offset order.
    ///   - size: The new size, a multiple of `granule`.
    ///   - granule: The unit of starts and sizes of new ranges.
    /// - Returns: The ranges in page-offset order; nil when there is no room for them.
    public func ranges(resizing own: [PhysicalRange], to size: ByteCount, granule: ByteCount)
        -> [PhysicalRange]?
    {
        guard own.size < size else { return own.prefix(ofSize: size) }
        var (ranges, holes) = extending(own, by: size - own.size, granule)
        let left = size - ranges.size
        if let hole = holes.first(where: { $0.size >= left }) { holes = [hole] }
        for hole in holes where ranges.size < size {
            ranges += [hole].prefix(ofSize: min(hole.size, size - ranges.size))
        }
        return ranges.size == size ? ranges : nil
    }

    /// Extends the last range into the hole after it, and returns the remaining holes.
    func extending(
        _ own: [PhysicalRange], by wanted: ByteCount, _ granule: ByteCount
    ) -> (ranges: [PhysicalRange], holes: [PhysicalRange]) {
        guard let last = own.last, let behind = last.addressBehind,
            let hole = holes.first(where: { $0.start == behind }),
            let longest = PhysicalRange(start: last.start, end: last.end + min(hole.size, wanted).rawValue)
        else { return (own, holes(fitting: granule)) }
        let size = longest.size.roundedDown(to: granule)
        guard size > last.size else { return (own, holes(fitting: granule)) }
        let extended = [longest].prefix(ofSize: size)
        let others = holes.compactMap { other -> PhysicalRange? in
            let start = other == hole ? (extended.last ?? last).addressBehind : other.start
            return start.flatMap { PhysicalRange(start: $0, end: other.end) }?.fitting(granule)
        }
        return (own.dropLast() + extended, others)
    }
}

extension [PhysicalRange] {
    /// The first bytes of ranges: the rest of a device that shrinks.
    fileprivate func prefix(ofSize size: ByteCount) -> [PhysicalRange] {
        var left = size
        return compactMap { range in
            let part = Swift.min(left, range.size)
            left = left - part
            return part == .zero
                ? nil : PhysicalRange(start: range.start, end: range.start + (part.rawValue - 1))
        }
    }
}

extension PhysicalRange {
    /// The largest part whose start and size are multiples of `granule`; nil when there is none.
    ///
    /// - Parameter granule: The unit of start and size.
    /// - Returns: The part.
    public func fitting(_ granule: ByteCount) -> PhysicalRange? {
        guard let start = ByteCount(rawValue: self.start).roundedUp(to: granule)?.rawValue, start <= end
        else {
            return nil
        }
        let size = ByteCount(rawValue: end - start + 1).roundedDown(to: granule)
        return size == .zero ? nil : PhysicalRange(start: start, end: start + (size.rawValue - 1))
    }
}
