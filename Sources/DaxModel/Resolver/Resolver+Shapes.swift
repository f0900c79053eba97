// SPDX-License-Identifier: Apache-2.0

/// Where devices of dynamic regions are to lie.
extension Resolver {
    /// Ranges in page-offset order, and the alignment that they fit.
    private typealias Shape = (ranges: [PhysicalRange], align: ByteCount)

    /// Resolves that a device gets another shape, and the rest of the request.
    func reshaped(
        _ device: DaxDevice, _ wanted: DeviceShape, then change: Request.Change?, _ request: Request
    ) throws(Refusal) -> DeviceGoal {
        let shape = try shape(of: device, wanted, then: change ?? device.presentUse, request)
        if wanted.extent == .nothing { try checkEmptied(device, then: change) }
        var later = request
        later.change = change ?? device.presentUse
        guard shape.ranges != device.ranges || shape.align != device.align else {
            return change == nil ? asItIs(device) : try goalWithinModel(device, later)
        }
        var goal = try goalWithinModel(device.unbound(in: shape.ranges, align: shape.align), later)
        goal.state.ranges = shape.ranges
        goal.align = shape.align
        if shape.ranges.count > 1, shape.ranges != device.ranges {
            goal.notes.append(Finding(.device(.severalRanges(shape.ranges)), about: .device(device.name)))
        }
        return goal
    }

    /// Resolves that a device gives its memory back to its region and is deleted.
    func destroyed(_ device: DaxDevice, _ request: Request) throws(Refusal) -> DeviceGoal {
        let region = try dynamicRegion(of: device)
        let isFirst = device.name.device == 0
        let keptAsFirst = isFirst ? [Finding(.device(.keptAsFirst), about: .device(device.name))] : []
        guard device.size != .zero || !isFirst else {
            var goal = asItIs(device)
            goal.notes = keptAsFirst
            return goal
        }
        if device.size != .zero { try device.checkRanges() }
        var goal = goal(device, driver: nil, request)
        goal.state.ranges = []
        // A device that is created again has the alignment of its region.
        goal.align = isFirst ? device.align : region.align
        goal.isDeleted = !isFirst
        goal.notes = keptAsFirst
        return goal
    }

    /// The device without memory that a new device uses: an existing one, or one that the kernel is to
    /// create.
    ///
    /// Without a region it is in the only one that can serve.
    func newDevice(
        for wanted: DeviceShape, then change: Request.Change, _ request: Request
    ) throws(Refusal) -> DaxDevice {
        let selection = request.selection
        let regions = inventory.regions.filter { $0.kind == .dynamic && selection.includes($0.id) }
        if let id = selection.regions.first, regions.isEmpty { throw staticRegion(id) }
        guard !regions.isEmpty else {
            throw Refusal(.request(.noDynamicRegion), remedies: .changeNamespace)
        }
        var able: [DaxDevice] = []
        var obstacles: [Finding] = []
        for device in regions.map({ newDevice(in: $0, reusingIdle: request.reusesIdle) }) {
            do throws(Refusal) {
                _ = try shape(of: device, wanted, then: change, request)
                able.append(device)
            } catch {
                obstacles += error.findings
            }
        }
        guard let device = able.first else { throw Refusal(obstacles) }
        guard able.count == 1 else {
            let candidates = able.compactMap { inventory.region(of: $0) }.map {
                Finding.Candidate(region: $0.id, provider: $0.provider, free: $0.availableSize ?? .zero)
            }
            throw Refusal(.request(.severalRegions(candidates)), remedies: .chooseRegion)
        }
        return device
    }

    /// The device without memory that a new device of a region uses.
    ///
    /// - Parameters:
    ///   - region: The region.
    ///   - isReusing: Whether it may be one that is there already.
    ///   - isTaken: Whether it must not be a device.
    /// - Returns: The device, which is there or which the kernel is to make.
    func newDevice(
        in region: DaxRegion, reusingIdle isReusing: Bool = true,
        unless isTaken: (DeviceName) -> Bool = { _ in false }
    ) -> DaxDevice {
        let devices = inventory.devices.filter { $0.regionPath == region.path }
        if isReusing,
            let idle = devices.first(where: {
                $0.size == .zero && $0.driver == nil && !isTaken($0.name)
            })
        {
            return idle
        }
        let ids = Set(devices.map(\.name.device))
        let name = DeviceName(region: region.id, device: (0...ids.count).first { !ids.contains($0) } ?? 0)
        return region.device(named: name)
    }

    /// Where a device will lie and how it will be aligned.
    private func shape(
        of device: DaxDevice, _ wanted: DeviceShape, then change: Request.Change, _ request: Request
    ) throws(Refusal) -> Shape {
        let region = try dynamicRegion(of: device)
        if device.size != .zero {
            try device.checkRanges()
            if device.has(wanted), let align = device.align { return (device.ranges, align) }
        }
        guard let layout = RegionLayout(of: region, devices: inventory.devices),
            let align = wanted.align ?? (device.size == .zero ? region.align : nil) ?? device.align
        else {
            throw refusal(device, region, .layoutUnknown, .readRegionAsRoot)
        }
        guard DaxRegion.alignments.contains(align) else {
            throw refusal(device, region, .unknownAlignment(align), .alignments(DaxRegion.alignments))
        }
        let granule = DaxRegion.granule(for: align)
        let ranges: [PhysicalRange]
        switch wanted.extent {
        case nil: ranges = device.ranges
        case .nothing: ranges = []
        case .ranges(let asked):
            try checkFree(asked, layout, device, region)
            ranges = asked
        case .size, .percent, .maximum:
            if let start = wanted.start {
                ranges = [try range(at: start, wanted.extent, of: device, region, layout, align)]
                break
            }
            let capacity = layout.capacity(for: device.ranges, granule: granule)
            let size = try size(wanted.extent, of: device, region, capacity, granule, align)
            let blockSize = request.fillsBlocks && change.makesSystemRAM ? inventory.blockSize : nil
            let found = layout.ranges(
                resizing: device.ranges, to: size, granule: granule, filling: blockSize)
            guard let found else { throw noRoom(for: size, device, region, layout, capacity, align) }
            if let blockSize, device.ranges.isEmpty,
                found.allSatisfy({ $0.wholeBlocks(of: blockSize).isEmpty })
            {
                throw noBlock(for: size, blockSize, device, region, layout, granule)
            }
            ranges = found
        }
        // A range that stays need not fit, unless the alignment changes.
        let known = align == device.align ? Set(device.ranges.map(\.start)) : []
        let misfit = ranges.first {
            !$0.size.isMultiple(of: granule)
                || !known.contains($0.start) && !ByteCount(rawValue: $0.start).isMultiple(of: granule)
        }
        if let misfit {
            throw refusal(
                device, region, .misalignedRange(misfit, granule: granule),
                wanted.align == nil ? .fittingRanges : .smallerAlign(DaxRegion.alignments[0]))
        }
        return (ranges, align)
    }

    /// The range of a device that begins at an address and has the requested size.
    private func range(
        at start: UInt64, _ extent: DeviceShape.Extent?, of device: DaxDevice, _ region: DaxRegion,
        _ layout: RegionLayout, _ align: ByteCount
    ) throws(Refusal) -> PhysicalRange {
        let granule = DaxRegion.granule(for: align)
        let address = ByteCount(rawValue: start)
        guard address.isMultiple(of: granule),
            let first = PhysicalRange(start: start, end: start + (granule.rawValue - 1))
        else {
            let nearest = [address.roundedDown(to: granule), address.roundedUp(to: granule)]
                .compactMap { $0?.rawValue }.filter { region.range?.contains($0) == true }
            throw refusal(
                device, region, .misalignedAddress(start, granule: granule),
                nearest.isEmpty ? .showRegion(region.id) : .addresses(nearest))
        }
        try checkFree([first], layout, device, region)
        let next = layout.parts.first {
            $0.range.start > start && $0.holder != nil && $0.holder?.device != device.name
        }
        let end = next.map { $0.range.start - 1 } ?? region.range?.end ?? first.end
        let free = ByteCount(rawValue: end - start) + ByteCount(rawValue: 1)
        let most = free.roundedDown(to: granule)
        let size = try size(extent, of: device, region, most, granule, align)
        guard size <= most, let range = PhysicalRange(start: start, end: start + (size.rawValue - 1)) else {
            throw refusal(device, region, .noRoomAt(start, size, free: free), .largestSize(most))
        }
        return range
    }

    /// The size that is asked for, in bytes.
    private func size(
        _ extent: DeviceShape.Extent?, of device: DaxDevice, _ region: DaxRegion, _ capacity: ByteCount,
        _ granule: ByteCount, _ align: ByteCount
    ) throws(Refusal) -> ByteCount {
        switch extent {
        case .size(.zero) where device.size == .zero:
            throw refusal(
                device, region, .zeroSize, capacity == .zero ? .showRegion(region.id) : .sizes([granule]))
        case .size(.zero):
            throw refusal(device, region, .zeroSize, .destroy(device.name))
        case .size(let size):
            guard capacity == .zero || size.isMultiple(of: granule) else {
                let nearest = [size.roundedDown(to: granule), size.roundedUp(to: granule)]
                    .compactMap(\.self).filter { $0 > .zero && $0 <= capacity }
                throw refusal(
                    device, region, .unevenSize(size, granule: granule, align: align),
                    nearest.isEmpty ? .sizeUpTo(capacity) : .sizes(nearest))
            }
            return size
        case .percent(let percent):
            let share = capacity.share(percent)
            guard capacity == .zero || share >= granule else {
                throw refusal(
                    device, region, .shareTooSmall(percent: percent, of: capacity, granule: granule),
                    .leastSize(granule))
            }
            return max(share.roundedDown(to: granule), granule)
        case .maximum, .nothing, .ranges, nil:
            return max(capacity, granule)
        }
    }

    private func noRoom(
        for size: ByteCount, _ device: DaxDevice, _ region: DaxRegion, _ layout: RegionLayout,
        _ capacity: ByteCount, _ align: ByteCount
    ) -> Refusal {
        let holes = layout.holes
        guard !holes.isEmpty else {
            return refusal(device, region, .full, remedies: freeing(region, layout, for: device))
        }
        let vacancy = Finding.Vacancy(
            holes: holes.map(\.size),
            usable: holes.compactMap { $0.fitting(DaxRegion.granule(for: align)) }.size, align: align)
        return refusal(
            device, region, .noRoom(size, vacancy),
            capacity > device.ranges.size ? .largestSize(capacity) : .showRegion(region.id))
    }

    /// Refuses that a new device becomes system RAM: no place gives it a whole memory block.
    private func noBlock(
        for size: ByteCount, _ blockSize: ByteCount, _ device: DaxDevice, _ region: DaxRegion,
        _ layout: RegionLayout, _ granule: ByteCount
    ) -> Refusal {
        func hasBlock(_ range: PhysicalRange) -> Bool { !range.wholeBlocks(of: blockSize).isEmpty }
        var finding = Finding(
            .device(.noWholeBlock(size, blockSize: blockSize)), about: .device(device.name))
        finding.remedies =
            if layout.holes(fitting: granule).contains(where: hasBlock) {
                [.sizes([blockSize])]
            } else if region.range.map(hasBlock) == true {
                freeing(region, layout, for: device)
            } else {
                [.modeWithoutBlocks]
            }
        return Refusal([finding])
    }

    /// How memory of a region comes free for a device.
    private func freeing(
        _ region: DaxRegion, _ layout: RegionLayout, for device: DaxDevice
    ) -> [Finding.Remedy] {
        let others = Set(layout.parts.compactMap(\.holder?.device)).subtracting([device.name]).sorted()
        return [.showRegion(region.id)] + (others.isEmpty ? [] : [.makeRoom(others)])
    }

    /// Checks that a device can stay without memory: `device_dax`, `kmem` and `fsdev_dax` probe none that has no range.
    private func checkEmptied(_ device: DaxDevice, then change: Request.Change?) throws(Refusal) {
        if let driver = device.driver {
            throw Refusal(
                .device(.heldWithoutMemory(driver)), about: .device(device.name),
                remedies: .disable(device.name))
        }
        guard change == nil else {
            throw Refusal(
                .device(.driverWithoutMemory), about: .device(device.name), remedies: .leaveOutModeOrSize)
        }
    }

    /// Refuses a shape: of a device that has memory, or of a new one in a region.
    private func refusal(
        _ device: DaxDevice, _ region: DaxRegion, _ cause: Finding.ShapeCause, remedies: [Finding.Remedy]
    ) -> Refusal {
        let isThere = inventory.device(device.name).map { $0.size != .zero } == true
        var finding = Finding(
            .shape(cause, region: region.id),
            about: isThere ? .device(device.name) : .daxRegion(path: region.path))
        finding.remedies = remedies
        return Refusal([finding])
    }

    private func refusal(
        _ device: DaxDevice, _ region: DaxRegion, _ cause: Finding.ShapeCause, _ remedies: Finding.Remedy...
    ) -> Refusal {
        refusal(device, region, cause, remedies: remedies)
    }

    private func dynamicRegion(of device: DaxDevice) throws(Refusal) -> DaxRegion {
        guard let region = inventory.region(of: device), region.kind == .dynamic else {
            throw staticRegion(device.name.region, inventory.device(device.name)?.name)
        }
        return region
    }

    private func staticRegion(_ id: RegionNumber, _ device: DeviceName? = nil) -> Refusal {
        Refusal(
            .shape(.isStatic, region: id), about: device.map { .device($0) }, remedies: .changeNamespace)
    }

    /// Checks that ranges lie in a region, apart from each other and from other devices.
    private func checkFree(
        _ ranges: [PhysicalRange], _ layout: RegionLayout, _ device: DaxDevice, _ region: DaxRegion
    ) throws(Refusal) {
        for (index, range) in ranges.enumerated() {
            let taken = layout.parts.first {
                $0.range.overlaps(range) && $0.holder != nil && $0.holder?.device != device.name
            }
            let cause: Finding.ShapeCause? =
                if let holder = taken?.holder {
                    .rangeTaken(range, by: holder.device)
                } else if region.range?.contains(range) != true {
                    .rangeOutside(range, region: region.range)
                } else if ranges[..<index].contains(where: range.overlaps) {
                    .rangeTwice(range)
                } else {
                    nil
                }
            if let cause { throw refusal(device, region, cause, .showRegion(region.id)) }
        }
    }
}

extension DaxDevice {
    /// The use of the device before its shape changes; with its memory online if any was.
    fileprivate var presentUse: Request.Change {
        switch mode {
        case .systemRAM:
            let online = blocks.filter { $0.state == .online }
            let isKernel = !online.isEmpty && online.allSatisfy { $0.zone?.isKernel == true }
            return online.isEmpty ? .systemRAMOffline : .systemRAM(isKernel ? .kernel : .movable)
        case .devdax: return .devdax
        case .famfs: return .famfs
        case nil: return .disabled
        }
    }
}
