// SPDX-License-Identifier: Apache-2.0

/// Which devices a request is about.
extension Resolver {
    func selected(by request: Request) throws(Refusal) -> [DaxDevice] {
        let selection = request.selection
        for region in selection.regions where !inventory.regions.contains(where: { $0.id == region }) {
            let known = Set(inventory.regions.map(\.id)).sorted()
            throw notFound(.noRegion(region), among: known.map(\.description))
        }
        switch (request.change, selection.names) {
        case (.created(let shape, let change), _):
            return [try newDevice(for: shape, then: change, request)]
        case (.model, nil): return inventory.devices.filter { inventory.region(of: $0)?.provider == .pmem }
        case (.reshaped, nil), (.destroyed, nil): return try selectedOfDynamicRegions(by: request)
        default: break
        }
        guard var names = selection.names else {
            let all = inventory.devices.filter { $0.size != .zero && selection.includes($0.name.region) }
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
            guard selection.includes(name.region) else {
                throw Refusal(
                    .request(.otherRegion(selection.regions)), about: .device(name),
                    remedies: .nameRegion(name.region))
            }
            devices.append(device)
        }
        return devices
    }

    /// All devices with memory, and to be destroyed also those without that the kernel can delete.
    private func selectedOfDynamicRegions(by request: Request) throws(Refusal) -> [DaxDevice] {
        let devices = inventory.devices.filter { device in
            inventory.region(of: device)?.kind == .dynamic && request.selection.includes(device.name.region)
                && (device.size != .zero || request.change == .destroyed && device.name.device != 0)
        }
        guard !devices.isEmpty else { throw notFound(.nothingMeant(inDynamicRegions: true)) }
        return devices
    }

    private func device(carriedBy reference: NamespaceReference) throws(Refusal) -> DeviceName {
        let carriers = inventory.carriers
        let found = carriers.filter { reference.means($0.value) }
        guard found.count < 2 else {
            throw notFound(.severalNamespaces(reference), among: found.keys.sorted().map(\.description))
        }
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
