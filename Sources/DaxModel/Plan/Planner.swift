// SPDX-License-Identifier: Apache-2.0

/// Turns a request into a plan, or refuses it: a pure function of what was surveyed.
///
/// The order is the same for every request. What can fail without harm comes first (the configuration, the
/// modules), then devices come to the bus, then blocks go offline, then drivers change hands under an auto-online
/// policy that does not interfere and get their shape while none has them, then devices leave the bus, then blocks
/// go online. So a failure early leaves little to undo, and memory with an online block is never unbound.
public struct Planner: Sendable {
    var inventory: Inventory

    /// Creates a planner for a host.
    ///
    /// - Parameter inventory: What was surveyed, with the modules and memory blocks.
    public init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    /// Plans a request.
    ///
    /// - Parameter request: What the user wants.
    /// - Returns: The plan, without steps when everything is as asked already.
    /// - Throws: `Refusal` when a name matches nothing, or when any device can't become what is asked for.
    public func plan(_ request: Request) throws(Refusal) -> Plan {
        if let gap = inventory.unlisted {
            throw Refusal(.request(.unlisted(gap)), remedies: .letRead)
        }
        var moves: [Move] = []
        var obstacles = missingModels(for: request)
        // Each device finds the regions as those before it will have left them.
        var planner = self
        for device in obstacles.isEmpty ? try selected(by: request) : [] {
            do throws(Refusal) {
                var move = try planner.move(device, request)
                move.skipsPoisoned = request.skipsPoisoned
                if let ranges = move.plan.goal.ranges { planner.inventory.put(device.withRanges(ranges)) }
                moves.append(move)
            } catch {
                obstacles += error.findings.filter { !obstacles.contains($0) }
            }
        }
        obstacles += missingDrivers(of: moves) + missingMemory(for: &moves, request)
        var choice: NextBoot.Choice?
        do throws(Refusal) {
            choice = try nextBoot(for: request)
        } catch {
            obstacles += error.findings
        }
        guard obstacles.isEmpty else { throw Refusal(obstacles) }
        return Plan(
            devices: moves.map(\.plan), steps: (configuring(choice) + steps(moves)).irreversibleLast,
            notes: notes(on: request, moves) + notes(onMemoryAfter: moves) + warnings(for: request)
                + (choice?.notes ?? []))
    }

    // MARK: Which devices

    private func selected(by request: Request) throws(Refusal) -> [DaxDevice] {
        let selection = request.selection
        if let region = selection.region, !inventory.regions.contains(where: { $0.id == region }) {
            throw notFound(.noRegion(region), among: inventory.regions.map { "\($0.id)" })
        }
        switch (request.change, selection.names) {
        case (.created(let shape, _), _):
            return [try newDevice(for: shape, in: selection.region, reusingIdle: request.reusesIdle)]
        case (.model, nil): return inventory.devices.filter { inventory.region(of: $0)?.provider == .pmem }
        case (.reshaped, nil), (.destroyed, nil): return try selectedOfDynamicRegions(by: request)
        default: break
        }
        guard var names = selection.names else {
            let all = inventory.devices.filter {
                $0.size != .zero && (selection.region == nil || $0.name.region == selection.region)
            }
            guard !all.isEmpty else { throw notFound(.nothingMeant(inDynamicRegions: false)) }
            return all
        }
        for namespace in selection.namespaces {
            let name = try device(carriedBy: namespace)
            guard !names.contains(name) else {
                throw Refusal(.request(.namedTwice(namespace)), about: .device(name), remedies: .nameOnce)
            }
            names.append(name)
        }
        var devices: [DaxDevice] = []
        for name in names {
            guard let device = inventory.device(name) else {
                throw notFound(.noDevice(name), among: inventory.devices.map(\.name.description))
            }
            if let region = selection.region, name.region != region {
                throw Refusal(
                    .request(.otherRegion(region)), about: .device(name), remedies: .nameRegion(name.region))
            }
            devices.append(device)
        }
        return devices
    }

    /// All devices with memory, and to be destroyed also those without that the kernel can delete.
    private func selectedOfDynamicRegions(by request: Request) throws(Refusal) -> [DaxDevice] {
        let region = request.selection.region
        let devices = inventory.devices.filter { device in
            inventory.region(of: device)?.kind == .dynamic && region.map { $0 == device.name.region } != false
                && (device.size != .zero || request.change == .destroyed && device.name.device != 0)
        }
        guard !devices.isEmpty else { throw notFound(.nothingMeant(inDynamicRegions: true)) }
        return devices
    }

    private func device(carriedBy reference: NamespaceReference) throws(Refusal) -> DeviceName {
        let carriers = inventory.carriers
        let found = carriers.filter { reference.means($0.value) }
        guard let name = found.keys.first else {
            throw notFound(
                .noNamespace(reference),
                among: carriers.values.map(\.name).sorted().map(\.rawValue))
        }
        return name
    }

    private func notFound(_ cause: Finding.RequestCause, among names: [String] = []) -> Refusal {
        Refusal(.request(cause), remedies: names.isEmpty ? .listAll : .choose(names))
    }
}
