// SPDX-License-Identifier: Apache-2.0

/// Turns a request into a plan, or refuses it: a pure function of what was surveyed.
///
/// The order is the same for every request. What can fail without harm comes first (the module), then blocks
/// go offline, then drivers change hands under an auto-online policy that does not interfere, then blocks go
/// online. So a failure early leaves little to undo, and memory with an online block is never unbound.
public struct Planner: Sendable {
    let inventory: Inventory

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
        var moves: [Move] = []
        var reasons: [Refusal.Reason] = []
        for device in try selected(by: request) {
            do throws(Refusal) {
                moves.append(try move(device, request))
            } catch {
                reasons += error.reasons
            }
        }
        reasons += missingDrivers(of: moves)
        guard reasons.isEmpty else { throw Refusal(reasons) }
        return Plan(devices: moves.map(\.plan), steps: steps(moves))
    }

    // MARK: Which devices

    private func selected(by request: Request) throws(Refusal) -> [DaxDevice] {
        let selection = request.selection
        if let region = selection.region, inventory.region(region) == nil {
            throw notFound("no dax region \(region)", among: inventory.regions.map { "\($0.id)" })
        }
        guard let names = selection.names else {
            let all = inventory.devices.filter {
                $0.size != .zero && (selection.region == nil || $0.name.region == selection.region)
            }
            guard !all.isEmpty else { throw notFound("no dax device with a size on this host", among: []) }
            return all
        }
        var devices: [DaxDevice] = []
        for name in names {
            guard let device = inventory.device(name) else {
                throw notFound("no dax device \(name)", among: inventory.devices.map(\.name.description))
            }
            guard selection.region == nil || name.region == selection.region else {
                throw Refusal([
                    .init(
                        .notFound, device: name, "it does not lie in region \(selection.region ?? 0)",
                        wayOut: "leave the region out or name \(name.region)")
                ])
            }
            devices.append(device)
        }
        return devices
    }

    private func notFound(_ problem: String, among names: [String]) -> Refusal {
        let wayOut =
            names.isEmpty
            ? "'daxshift list --idle' shows all there is"
            : "there is \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")"
        return Refusal([.init(.notFound, problem, wayOut: wayOut)])
    }
}
