// SPDX-License-Identifier: Apache-2.0

extension Planner {
    /// How a device of a dynamic region changes its ranges and its alignment.
    struct Reshaping {
        /// The ranges that it is to have, in page-offset order.
        var ranges: [PhysicalRange]
        /// The alignment that it is to have; nil leaves it as it is.
        var align: ByteCount?
        /// Whether the kernel has to make the device first.
        var isCreated = false
        /// Whether the kernel is to delete the device, once it has no memory.
        var isDeleted = false
    }

    // MARK: Moves

    /// Plans that a device gets another shape, and then what is asked for besides.
    func reshaping(
        _ device: DaxDevice, _ wanted: DeviceShape, then change: Request.Change?, _ request: Request
    ) throws(Refusal) -> Move {
        let shape = try shape(of: device, wanted)
        if wanted.extent == .nothing { try checkEmptied(device, then: change) }
        var later = request
        later.change = change ?? device.presentUse
        guard shape.ranges != device.ranges || shape.align != device.align else {
            return change == nil ? unchanged(device, memory: .any) : try moveWithinModel(device, later)
        }
        var move = try leaving(device, keeping: shape.ranges, request)
        let arrival = try moveWithinModel(device.free(in: shape.ranges, align: shape.align), later)
        move.plan.goal = arrival.plan.goal
        move.plan.goal.ranges = shape.ranges
        move.plan.losses += arrival.plan.losses
        if shape.ranges.count > 1, shape.ranges != device.ranges {
            move.plan.note(.device(.severalRanges(shape.ranges)))
        }
        (move.blocks, move.online, move.zone) = (arrival.blocks, arrival.online, arrival.zone)
        move.reshaping = shape
        return move
    }

    /// Plans that a device gives its memory back, and goes.
    func destroying(_ device: DaxDevice, _ request: Request) throws(Refusal) -> Move {
        let region = try dynamicRegion(of: device)
        let isFirst = device.name.device == 0
        guard device.size != .zero || !isFirst else {
            var move = unchanged(device, memory: .any)
            move.plan.note(.device(.keptAsFirst))
            return move
        }
        if device.size != .zero { try checkRanges(device) }
        var move = try leaving(device, keeping: [], request)
        move.plan.goal = .init(driver: nil, memory: .any, ranges: [])
        if isFirst { move.plan.note(.device(.keptAsFirst)) }
        // Were it made again, it would be aligned as its region.
        let align = isFirst ? device.align : region.align
        move.reshaping = Reshaping(ranges: [], align: align, isDeleted: !isFirst)
        try checkMovable(device, align: align)
        return move
    }

    /// A device leaves its driver, and gives up what is not among the ranges that it keeps.
    private func leaving(
        _ device: DaxDevice, keeping ranges: [PhysicalRange], _ request: Request
    ) throws(Refusal) -> Move {
        try checkLeakedRanges(device)
        var move =
            device.driver == nil
            ? self.move(device, goal: .init(driver: nil, memory: .any))
            : try moveToDriver(device, to: nil, force: request.force)
        move.plan.isUnchanged = false
        move.rebind = true
        move.isForced = request.force
        let lost = device.ranges.size - device.ranges.keptSize(in: ranges)
        guard device.driver != .kmem, lost > .zero else { return move }
        guard request.force else {
            throw Refusal(
                .device(.contents(lost)), about: .device(device.name), remedies: .force(.giveUpContents))
        }
        move.plan.losses.append(.contents(lost))
        return move
    }

    /// The device without memory of which a new one is made: one that is there, or one that the kernel is to make.
    ///
    /// Without a region it is in the only one that can serve.
    func newDevice(for wanted: DeviceShape, in id: Int?, reusingIdle: Bool) throws(Refusal) -> DaxDevice {
        let regions = inventory.regions.filter { $0.kind == .dynamic && (id == nil || $0.id == id) }
        if let id, regions.isEmpty { throw staticRegion(id) }
        guard !regions.isEmpty else {
            throw Refusal(.request(.noDynamicRegion), remedies: .changeNamespace)
        }
        var able: [DaxDevice] = []
        var obstacles: [Finding] = []
        for device in regions.map({ newDevice(in: $0, reusingIdle: reusingIdle) }) {
            do throws(Refusal) {
                _ = try shape(of: device, wanted)
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

    private func newDevice(in region: DaxRegion, reusingIdle: Bool) -> DaxDevice {
        let devices = inventory.devices.filter { $0.regionPath == region.path }
        if reusingIdle, let idle = devices.first(where: { $0.size == .zero && $0.driver == nil }) {
            return idle
        }
        let ids = Set(devices.map(\.name.device))
        let name = DeviceName(region: region.id, device: (0...ids.count).first { !ids.contains($0) } ?? 0)
        return DaxDevice(
            name: name, path: DeviceModel.bus.path(of: name, in: region.path), size: .zero,
            align: region.align,
            targetNode: region.targetNode)
    }

    // MARK: Shapes

    /// Where a device will lie and how it will be aligned.
    private func shape(of device: DaxDevice, _ wanted: DeviceShape) throws(Refusal) -> Reshaping {
        let region = try dynamicRegion(of: device)
        let isNew = inventory.device(device.name) == nil
        if device.size != .zero { try checkRanges(device) }
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
            let capacity = layout.capacity(for: device.ranges, granule: granule)
            let size = try size(wanted.extent, of: device, region, capacity, granule, align)
            guard let found = layout.ranges(resizing: device.ranges, to: size, granule: granule) else {
                throw noRoom(for: size, device, region, layout, capacity, align)
            }
            ranges = found
        }
        // Where a range lies already can't be helped unless the alignment is what changes.
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
        try checkMovable(device, align: align)
        return Reshaping(ranges: ranges, align: align, isCreated: isNew)
    }

    /// The size that is asked for, in bytes.
    private func size(
        _ extent: DeviceShape.Extent?, of device: DaxDevice, _ region: DaxRegion, _ capacity: ByteCount,
        _ granule: ByteCount, _ align: ByteCount
    ) throws(Refusal) -> ByteCount {
        switch extent {
        case .size(let size):
            guard size > .zero else {
                throw refusal(device, region, .zeroSize, .destroy(device.name))
            }
            guard size.isMultiple(of: granule) else {
                let nearest = [size.roundedDown(to: granule), size.roundedUp(to: granule)]
                    .compactMap(\.self).filter { $0 > .zero && $0 <= capacity }
                throw refusal(
                    device, region, .unevenSize(size, granule: granule, align: align),
                    nearest.isEmpty ? .sizeUpTo(capacity) : .sizes(nearest))
            }
            return size
        case .percent(let percent):
            let (whole, rest) = capacity.rawValue.quotientAndRemainder(dividingBy: 100)
            let share = ByteCount(rawValue: whole * UInt64(percent) + rest * UInt64(percent) / 100)
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
            return refusal(device, region, .full, .showRegion(region.id), .makeRoom)
        }
        let vacancy = Finding.Vacancy(
            holes: holes.map(\.size),
            usable: holes.compactMap { $0.fitting(DaxRegion.granule(for: align)) }.size, align: align)
        return refusal(
            device, region, .noRoom(size, vacancy),
            capacity > device.ranges.size ? .largestSize(capacity) : .showRegion(region.id))
    }

    // MARK: Checks

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
        _ device: DaxDevice, _ region: DaxRegion, _ cause: Finding.ShapeCause, _ remedies: Finding.Remedy...
    ) -> Refusal {
        let isThere = inventory.device(device.name).map { $0.size != .zero } == true
        var finding = Finding(
            .shape(cause, region: region.id),
            about: isThere ? .device(device.name) : .daxRegion(path: region.path))
        finding.remedies = remedies
        return Refusal([finding])
    }

    private func dynamicRegion(of device: DaxDevice) throws(Refusal) -> DaxRegion {
        guard let region = inventory.region(of: device), region.kind == .dynamic else {
            throw staticRegion(device.name.region, inventory.device(device.name)?.name)
        }
        return region
    }

    private func staticRegion(_ id: Int, _ device: DeviceName? = nil) -> Refusal {
        Refusal(
            .shape(.isStatic, region: id), about: device.map { .device($0) }, remedies: .changeNamespace)
    }

    /// Checks that a device could get its ranges back as well: at each moment all must fit its alignment.
    private func checkMovable(_ device: DaxDevice, align: ByteCount?) throws(Refusal) {
        guard let now = device.align else { return }
        let granule = DaxRegion.granule(for: min(now, align ?? now))
        guard let odd = device.ranges.first(where: { !$0.size.isMultiple(of: granule) }) else { return }
        throw Refusal(
            .device(.oddRange(odd, align: now)), about: .device(device.name),
            remedies: .align(device.name, DaxRegion.alignments[1]))
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

    // MARK: Steps

    /// Gives a device that no driver has its shape, one write at a time.
    ///
    /// The kernel asks at each moment that the ranges fit the alignment. So a smaller one comes first and a larger
    /// one last. Ranges go and come one by one, so that each step can be taken back exactly.
    func reshaping(_ move: Move) -> [Step] {
        guard let shape = move.reshaping else { return [] }
        let name = move.device.name
        func step(_ action: Action, undo: Action) -> Step {
            Step(for: .device(name), action: action, undo: .action(undo))
        }
        let now = move.device.ranges
        let kept = zip(now, shape.ranges).prefix { $0 == $1 }.count
        func at(_ ranges: [PhysicalRange], _ index: Int) -> (take: Action, give: Action) {
            let others = Array(ranges[..<index])
            return (
                .device(name, .unmap(ranges[index], after: others)),
                .device(name, .map(ranges[index], after: others))
            )
        }
        let gone = (kept..<now.count).reversed().map { at(now, $0) }.map { step($0.take, undo: $0.give) }
        let new = (kept..<shape.ranges.count).map { at(shape.ranges, $0) }.map {
            step($0.give, undo: $0.take)
        }
        var steps = gone + new
        if let old = move.device.align, let align = shape.align, align != old {
            let aligning = step(.device(name, .setAlign(align)), undo: .device(name, .setAlign(old)))
            steps.insert(aligning, at: align < old ? 0 : steps.count)
        }
        if shape.isCreated { steps.insert(step(.device(name, .create), undo: .device(name, .delete)), at: 0) }
        if shape.isDeleted { steps.append(step(.device(name, .delete), undo: .device(name, .create))) }
        return steps
    }
}

extension DaxDevice {
    /// The device in the hands of no driver, with other ranges and another alignment.
    fileprivate func free(in ranges: [PhysicalRange], align: ByteCount?) -> DaxDevice {
        var device = withRanges(ranges)
        device.align = align ?? device.align
        device.driver = nil
        device.blocks = []
        device.users = []
        device.unseenUsers = nil
        return device
    }

    /// What the device is to be again after its shape has changed; its memory online if any was.
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

extension [PhysicalRange] {
    /// How much of what lies in these ranges, in page-offset order, is still at the same place in others.
    fileprivate func keptSize(in others: [PhysicalRange]) -> ByteCount {
        var kept = ByteCount.zero
        for (range, other) in zip(self, others) {
            guard range.start == other.start else { break }
            kept = kept + Swift.min(range.size, other.size)
            guard range == other else { break }
        }
        return kept
    }
}
