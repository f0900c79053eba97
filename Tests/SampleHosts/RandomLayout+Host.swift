// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension RandomLayout {
    /// Makes a layout for a host: what that has, with other sizes, modes and uses, entries left out and entries added.
    ///
    /// - Parameter host: The host.
    /// - Returns: The layout, in which everything may be destroyed.
    public mutating func layout(for host: Inventory) -> Layout {
        var layout = Layout(of: host)
        (layout.model, layout.tiering) = (nil, nil)
        for index in layout.regions.indices {
            layout.regions[index].isExclusive = flag()
            layout.regions[index].allowsDestroying = true
            guard layout.regions[index].devices != nil else { continue }
            let key = layout.regions[index].key
            let sizes: [DeviceShape.Extent] = [.percent(25), .percent(50), .maximum].filter { _ in flag() }
            layout.regions[index].devices = sizes.enumerated().map { number, size in
                var part = Layout.Part(
                    Layout.Key(key.path + ["devices", "part\(number)"], at: .host), DeviceShape(size), use())
                part.allowsDestroying = true
                return part
            }
        }
        layout.namespaces.removeAll { _ in flag() }
        for index in layout.namespaces.indices { change(&layout.namespaces[index]) }
        for region in layout.regions where region.devices == nil && flag() {
            let name = "made in \(region.key.name)"
            var made = Layout.Namespace(
                Layout.Key(["namespaces", name], at: .host), .altName(name), NamespaceShape())
            (made.shape.altName, made.region) = (name, region.key.name)
            change(&made)
            layout.namespaces.append(made)
        }
        return layout
    }

    private mutating func change(_ namespace: inout Layout.Namespace) {
        let mode: NamespaceMode = one()
        let sizes: [NamespaceShape.Extent?] = [nil, .percent(10), .percent(25), .maximum]
        namespace.shape.mode = mode
        namespace.shape.extent = one(sizes)
        (namespace.shape.align, namespace.shape.map, namespace.shape.sectorSize) = (nil, nil, nil)
        namespace.use = mode == .devdax && flag() ? use() : nil
        namespace.allowsDestroying = true
    }
}
