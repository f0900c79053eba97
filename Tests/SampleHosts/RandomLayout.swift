// SPDX-License-Identifier: Apache-2.0

public import DaxModel

/// Makes random layouts, in which every field has any value that a file can give it, and no two entries contradict each
/// other.
public struct RandomLayout: Sendable {
    private var random: SplitMix64

    /// Creates a maker of layouts.
    ///
    /// - Parameter seed: The seed that determines all of them.
    public init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    /// Makes a layout, whose entries all have one place.
    ///
    /// - Returns: The layout.
    public mutating func layout() -> Layout {
        var layout = Layout()
        layout.regions = entries { $0.region($1, ["regions"]) }
        var extents: [String?: RandomExtents] = [:]
        layout.namespaces = entries { random, key in
            let region = layout.regions.isEmpty ? nil : random.maybe { $0.one(layout.regions).key.name }
            return random.namespace(key, in: region, &extents[region, default: RandomExtents()])
        }
        layout.devices = entries { random, key in
            var device = Layout.Device(
                Self.key(["devices", key]), random.match(of: key, isRegion: false), random.use())
            device.allowsDestroying = random.flag()
            return device
        }
        layout.model = maybe { Layout.Value(Self.key(["device_model"]), $0.one()) }
        layout.nextBoot = maybe { Layout.Value(Self.key(["next_boot"]), $0.one()) }
        layout.autoOnline = maybe { Layout.Value(Self.key(["auto_online_blocks"]), $0.one()) }
        layout.tiering = maybe { Layout.Value(Self.key(["tiering"]), $0.tiering()) }
        return layout
    }

    private static func key(_ path: [String]) -> Layout.Key { Layout.Key(path, at: .host) }

    // MARK: Entries

    private mutating func entries<Entry>(_ make: (inout RandomLayout, String) -> Entry) -> [Entry] {
        Set((0..<below(4)).map { _ in name() }).sorted().map { make(&self, $0) }
    }

    private mutating func region(_ key: String, _ path: [String]) -> Layout.Region {
        var region = Layout.Region(Self.key(path + [key]), match(of: key, isRegion: true))
        region.isExclusive = flag()
        region.allowsDestroying = flag()
        region.devices = maybe { random in
            var extents = RandomExtents()
            return random.entries { random, part in
                let extent: DeviceShape.Extent =
                    switch extents.next(&random) {
                    case .size(let size): .size(size)
                    case .percent(let percent): .percent(percent)
                    case .maximum: .maximum
                    }
                var part = Layout.Part(
                    Self.key(path + [key, "devices", part]),
                    DeviceShape(extent, align: random.maybe { $0.size() }), random.maybe { $0.use() })
                part.allowsDestroying = random.flag()
                return part
            }
        }
        return region
    }

    private mutating func namespace(
        _ key: String, in region: String?, _ extents: inout RandomExtents
    ) -> Layout.Namespace {
        var shape = NamespaceShape()
        shape.uuid = maybe { $0.uuid() }
        // The key is in the NAME, so that no two entries are about one namespace.
        shape.altName = flag() ? key + "/" : shape.uuid == nil ? key : nil
        shape.mode = maybe { $0.one() }
        shape.extent = maybe { extents.next(&$0) }
        shape.align = maybe { $0.size() }
        shape.map = maybe { $0.one() }
        shape.sectorSize = maybe { $0.size() }
        let reference = shape.uuid.map(NamespaceReference.uuid) ?? .altName(shape.altName ?? key)
        var namespace = Layout.Namespace(Self.key(["namespaces", key]), reference, shape)
        namespace.region = region
        namespace.use = shape.mode == .devdax ? maybe { $0.use() } : nil
        namespace.allowsDestroying = flag()
        return namespace
    }

    private mutating func match(of key: String, isRegion: Bool) -> Layout.Match {
        var match = Layout.Match()
        if isRegion {
            match.name = maybe { "region\($0.number())" }
            // The key is in it, so that no two entries are about one object.
            match.serials = [key] + (0..<below(3)).map { _ in name() }
        } else {
            match.name = maybe {
                "\(DeviceName(region: RegionNumber(rawValue: $0.number()), device: $0.number()))"
            }
            match.namespace = flag() ? .altName(key) : .uuid(uuid())
        }
        match.provider = maybe { $0.one([.pmem, .hmem, .cxl]) }
        match.cxlRegion = maybe { $0.number() }
        let bounds = [wide(), wide()].sorted()
        match.range = flag() ? nil : PhysicalRange(start: bounds[0], end: bounds[1])
        match.targetNode = maybe { NodeNumber(rawValue: $0.number()) }
        match.speed = maybe { random in
            random.one([
                .fastest, .slowest, .tier(random.number()),
                .bandwidth(atLeast: 1 + random.wide() >> 24),
                .bandwidth(atLeast: 1_000_000_000 << UInt64(random.below(8))),
                .latency(atMost: 1 + random.wide() >> 24),
            ])
        }
        return match
    }

    mutating func use() -> Request.Change {
        one([
            .systemRAM(nil), .systemRAM(.movable), .systemRAM(.kernel), .systemRAMOffline, .devdax, .famfs,
            .disabled,
        ])
    }

    private mutating func tiering() -> Layout.Tiering {
        var tiering = Layout.Tiering()
        tiering.profile = maybe { $0.one() }
        tiering.demotion = maybe { $0.flag() }
        tiering.numaBalancing = maybe { $0.below(4) }
        tiering.weights = maybe { random in
            if random.flag() { return .automatic }
            let weights = (0...random.below(4)).map { _ in
                (NodeNumber(rawValue: random.number()), 1 + random.below(255))
            }
            return .explicit(Dictionary(weights) { first, _ in first })
        }
        return tiering
    }

    // MARK: Values

    /// The sizes of the entries of one region.
    private struct RandomExtents {
        private var percent = 100
        private var hasMaximum = false

        mutating func next(_ random: inout RandomLayout) -> NamespaceShape.Extent {
            switch random.below(3) {
            case 1 where percent > 1:
                let share = 1 + random.below(percent - 1)
                percent -= share
                return .percent(share)
            case 2 where !hasMaximum:
                hasMaximum = true
                return .maximum
            default: return .size(random.size())
            }
        }
    }

    private mutating func below(_ bound: Int) -> Int { Int(random.next() >> 1) % bound }
    mutating func flag() -> Bool { below(2) == 0 }
    private mutating func wide() -> UInt64 { random.next() >> UInt64(below(64)) }
    private mutating func number() -> Int { Int(random.next() >> UInt64(1 + below(63))) }
    private mutating func size() -> ByteCount {
        ByteCount(rawValue: max(1, flag() ? wide() : 1 << UInt64(below(64))))
    }
    private mutating func uuid() -> String { UUIDSeries(seed: random.next()).uuid(0) }

    private mutating func name() -> String {
        let parts = [
            "a", "data", "4G", "50%", "0", "-", "true", "off", "~", " ", "é", "\u{feff}", "\u{85}",
            "\u{1F600}", "#", ": ", "'",
            "\"", "\\", "{", "*", "&", "!", "%", "@", "null", "1e3", "0x12",
        ]
        return (0...below(4)).map { _ in one(parts) }.joined()
    }

    mutating func one<Value>(_ values: [Value]) -> Value { values[below(values.count)] }
    mutating func one<Value: CaseIterable>() -> Value { one(Array(Value.allCases)) }
    private mutating func maybe<Value>(_ make: (inout RandomLayout) -> Value) -> Value? {
        flag() ? nil : make(&self)
    }
}
