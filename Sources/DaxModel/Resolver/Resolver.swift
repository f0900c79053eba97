// SPDX-License-Identifier: Apache-2.0

/// Finds what a request means for each object of a host: a pure function of what was surveyed.
public struct Resolver: Sendable {
    var inventory: Inventory

    /// Creates a resolver for a host.
    ///
    /// - Parameter inventory: What was surveyed for the request.
    public init(_ inventory: Inventory) {
        self.inventory = inventory
    }

    /// Finds the goals of a request.
    ///
    /// - Parameter request: What the user wants.
    /// - Returns: The goals, in the order of the objects.
    /// - Throws: `Refusal` when a name matches nothing, or when the request makes no sense for a device.
    public func goals(of request: Request) throws(Refusal) -> [Goal] {
        let (goals, obstacles, _) = try resolve(request)
        guard obstacles.isEmpty else { throw Refusal(obstacles) }
        return goals
    }

    /// Finds the goals of a request, what keeps other objects from having one, and what the user should know.
    func resolve(
        _ request: Request
    ) throws(Refusal) -> (goals: [Goal], obstacles: [Finding], notes: [Finding]) {
        if let gap = inventory.unlisted {
            throw Refusal(.request(.unlisted(gap)), remedies: .letRead)
        }
        if case .nvdimm(let change) = request.change { return (try self.goals(of: change, request), [], []) }
        if case .layout(let layout) = request.change {
            let resolution = LayoutResolution(layout, request, on: inventory)
            return (resolution.goals, resolution.obstacles, resolution.notes)
        }
        var goals: [Goal] = []
        var obstacles = missingModels(for: request)
        // Each device is resolved against the regions as the devices before it will leave them.
        var resolver = self
        for device in obstacles.isEmpty ? try selected(by: request) : [] {
            do throws(Refusal) {
                let goal = try resolver.goal(of: device, request)
                if let ranges = goal.state.ranges { resolver.inventory.put(device.withRanges(ranges)) }
                goals.append(.device(goal))
            } catch {
                obstacles += error.findings.filter { !obstacles.contains($0) }
            }
        }
        if let model = request.nextBoot {
            goals.append(.nextBoot(NextBootGoal(model, makesInitramfs: request.makesInitramfs)))
        }
        return (goals, obstacles, [])
    }

    /// Notes for the user that are about no single goal of a request.
    func notes(on request: Request, _ goals: [Goal]) -> [Finding] {
        switch request.change {
        case .configured:
            // A problem with a device that the request names is an obstacle; these are about others, so they
            // are warnings.
            return inventory.configuration.problems.map { $0.finding(.warning) }
        case .model(let model) where request.selection.names == nil && goals.allSatisfy(isReached):
            let isOnly = inventory.module(model.other.provider.rawValue)?.state == .missing
            let hasDevice = goals.contains { if case .device = $0 { true } else { false } }
            return [Finding(.model(hasDevice ? .reached(model, isOnly: isOnly) : .noDevice))]
        case .layout:
            return conflicts(of: goals)
        default:
            return []
        }
    }

    /// The sections of the saved configuration that make something else of a device at boot than a layout says.
    private func conflicts(of goals: [Goal]) -> [Finding] {
        goals.compactMap { goal in
            guard case .device(let goal) = goal, let device = inventory.device(goal.name),
                case .section(let section) = inventory.configuration.entry(for: device, in: inventory),
                let other = try? configured(
                    device, Request(selection: DeviceSelection(names: nil), change: .configured)),
                other.state.driver != goal.state.driver
            else { return nil }
            return Finding(.layout(.conflict(section)), about: .device(goal.name), severity: .warning)
                .of(goal.entry)
        }
    }

    /// Whether a device has the driver that it is to have; the next boot needs none.
    private func isReached(_ goal: Goal) -> Bool {
        guard case .device(let goal) = goal else { return true }
        return inventory.device(goal.name)?.driver == goal.state.driver
    }

    /// The reasons why this kernel shows no device under a requested model.
    private func missingModels(for request: Request) -> [Finding] {
        var asked = request.nextBoot.map { [$0] } ?? []
        if case .model(let model) = request.change, !asked.contains(model) { asked.append(model) }
        return asked.filter { inventory.module($0.provider.rawValue)?.state == .missing }.map { model in
            Finding(
                .model(.notOffered(model, inventory.kernel)),
                remedies: model == .class ? .useBus : .installBusDriver)
        }
    }
}
