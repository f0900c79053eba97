// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// The layout of several files.
struct MergedLayout {
    private(set) var layout = Layout()
    private(set) var notes: [LayoutNote] = []
    private var invalid: [LayoutError] = []
    /// The places of the files in their order.
    private var ranks: [String: Int] = [:]

    /// Adds a file: each of its entries replaces the one with the same key.
    mutating func add(_ file: LayoutReader) {
        ranks[file.path] = ranks.count
        invalid += file.errors
        notes += file.notes
        merge(file.layout.regions, into: \.regions)
        merge(file.layout.namespaces, into: \.namespaces)
        merge(file.layout.devices, into: \.devices)
        merge(file.layout.model, into: \.model)
        merge(file.layout.nextBoot, into: \.nextBoot)
        merge(file.layout.autoOnline, into: \.autoOnline)
        merge(file.layout.tiering, into: \.tiering)
    }

    private mutating func merge<Entry: LayoutEntry>(
        _ entries: [Entry], into list: WritableKeyPath<Layout, [Entry]>
    ) {
        var byKey = Dictionary(layout[keyPath: list].map { ($0.key.name, $0) }) { first, _ in first }
        for entry in entries {
            guard let old = byKey.updateValue(entry, forKey: entry.key.name) else { continue }
            notes.append(.replaces(entry.key, old.key.place))
        }
        layout[keyPath: list] = byKey.values.sorted { $0.key.name < $1.key.name }
    }

    private mutating func merge<Content>(
        _ value: Layout.Value<Content>?, into place: WritableKeyPath<Layout, Layout.Value<Content>?>
    ) {
        guard let value else { return }
        if let old = layout[keyPath: place] { notes.append(.replaces(value.key, old.key.place)) }
        layout[keyPath: place] = value
    }

    // MARK: Errors

    /// All errors of the files, by place; contradictions between entries when there is no other.
    var errors: [LayoutError] {
        inOrder(invalid.isEmpty ? contradictions : invalid, by: \.key.place)
    }

    private var contradictions: [LayoutError] {
        var errors = sameObjects(layout.regions, by: \.match) + sameObjects(layout.devices, by: \.match)
        errors += sameObjects(layout.namespaces, by: \.reference)
        for region in layout.regions {
            errors += overfull(region.devices ?? []) { Share($0.shape.extent) }
        }
        for namespaces in Dictionary(grouping: layout.namespaces, by: \.region).values {
            errors += overfull(namespaces) { Share($0.shape.extent) }
        }
        let known = layout.regions.map(\.key.name)
        let keys = Set(known)
        for namespace in layout.namespaces {
            guard let region = namespace.region, !keys.contains(region) else { continue }
            errors.append(LayoutError(key: namespace.key, fault: .unknownRegion(region, known: known)))
        }
        return errors
    }

    /// Sorts by file, line and column.
    private func inOrder<Element>(_ elements: [Element], by place: (Element) -> Layout.Place) -> [Element] {
        elements.map { ($0, place($0)) }.sorted { left, right in
            (ranks[left.1.file] ?? 0, left.1.line, left.1.column)
                < (ranks[right.1.file] ?? 0, right.1.line, right.1.column)
        }.map(\.0)
    }

    /// Entries about an object that an entry before them is about.
    private func sameObjects<Entry: LayoutEntry, Object: Hashable>(
        _ entries: [Entry], by object: (Entry) -> Object
    ) -> [LayoutError] {
        var first: [Object: Layout.Key] = [:]
        return inOrder(entries, by: \.key.place).compactMap { entry in
            guard let key = first[object(entry)] else {
                first[object(entry)] = entry.key
                return nil
            }
            return LayoutError(key: entry.key, fault: .sameObject(first: key))
        }
    }

    /// Entries of one region for which the ones before them leave nothing.
    private func overfull<Entry: LayoutEntry>(
        _ entries: [Entry], by share: (Entry) -> Share?
    ) -> [LayoutError] {
        var sum = 0
        var maximum: Layout.Key?
        let shares = entries.compactMap { entry in share(entry).map { (key: entry.key, share: $0) } }
        return inOrder(shares, by: \.key.place).compactMap { key, share in
            switch share {
            case .percent(let percent):
                sum += percent
                return sum > 100 ? LayoutError(key: key, fault: .shares(sum)) : nil
            case .maximum:
                guard let first = maximum else {
                    maximum = key
                    return nil
                }
                return LayoutError(key: key, fault: .secondMaximum(first: first))
            }
        }
    }

    /// A size that depends on the region.
    private enum Share {
        case percent(Int)
        case maximum

        init?(_ extent: DeviceShape.Extent?) {
            switch extent {
            case .percent(let percent): self = .percent(percent)
            case .maximum: self = .maximum
            case .nothing, .size, .ranges, nil: return nil
            }
        }

        init?(_ extent: NamespaceShape.Extent?) {
            switch extent {
            case .percent(let percent): self = .percent(percent)
            case .maximum: self = .maximum
            case .size, nil: return nil
            }
        }
    }
}

/// An entry of a layout, which has a key.
protocol LayoutEntry {
    /// The key.
    var key: Layout.Key { get }
}

extension Layout.Region: LayoutEntry {}
extension Layout.Part: LayoutEntry {}
extension Layout.Namespace: LayoutEntry {}
extension Layout.Device: LayoutEntry {}
