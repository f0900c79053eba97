// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension Layout {
    /// The same layout without the places of its entries.
    public var withoutPlaces: Layout {
        var layout = self
        layout.regions = regions.map { region in
            var region = region
            region.key = region.key.withoutPlace
            region.devices = region.devices?.map { part in
                var part = part
                part.key = part.key.withoutPlace
                return part
            }
            return region
        }
        for index in namespaces.indices { layout.namespaces[index].key = namespaces[index].key.withoutPlace }
        for index in devices.indices { layout.devices[index].key = devices[index].key.withoutPlace }
        layout.model = model?.withoutPlace
        layout.nextBoot = nextBoot?.withoutPlace
        layout.autoOnline = autoOnline?.withoutPlace
        layout.tiering = tiering?.withoutPlace
        return layout
    }
}

extension Layout.Key {
    fileprivate var withoutPlace: Layout.Key { Layout.Key(path, at: .host) }
}

extension Layout.Value {
    fileprivate var withoutPlace: Layout.Value<Content> { Layout.Value(key.withoutPlace, content) }
}
