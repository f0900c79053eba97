// SPDX-License-Identifier: Apache-2.0

/// How a host's persistent, CXL and high-bandwidth memory is to be used: what `layout.yaml` says, parsed and checked.
///
/// Each entry has a key, by which a later file replaces it, and matches an object by its identity. What no entry names stays as
/// it is.
public struct Layout: Sendable, Hashable {
    /// The regions, by key.
    public var regions: [Region] = []
    /// The namespaces, by key.
    public var namespaces: [Namespace] = []
    /// The devices that are named by themselves, by key.
    public var devices: [Device] = []
    /// The device model under which devices of NVDIMMs are to be now; nil leaves them.
    public var model: Value<DeviceModel>?
    /// The device model of the next boot; nil leaves it.
    public var nextBoot: Value<DeviceModel>?
    /// The policy for new memory blocks; nil leaves it.
    public var autoOnline: Value<AutoOnlinePolicy>?
    /// How the kernel moves pages between nodes; nil leaves that.
    public var tiering: Value<Tiering>?

    /// Creates a layout that leaves all as it is.
    public init() {}

    /// The layout with its entries by key, since their order in a file does not matter.
    var sorted: Layout {
        var sorted = self
        for index in sorted.regions.indices {
            sorted.regions[index].devices?.sort { $0.key.name < $1.key.name }
        }
        sorted.regions.sort { $0.key.name < $1.key.name }
        sorted.namespaces.sort { $0.key.name < $1.key.name }
        sorted.devices.sort { $0.key.name < $1.key.name }
        return sorted
    }

    /// A place in a file.
    public struct Place: Sendable, Hashable, CustomStringConvertible {
        /// The file.
        public let file: String
        /// The number of the line, from 1.
        public let line: Int
        /// The number of the character in the line, from 1.
        public let column: Int

        /// Creates a place.
        ///
        /// - Parameters:
        ///   - file: The file.
        ///   - line: The number of the line, from 1.
        ///   - column: The number of the character in the line, from 1.
        public init(file: String, line: Int, column: Int) {
            self.file = file
            self.line = line
            self.column = column
        }

        /// The place of entries that describe a host, and stand in no file.
        public static let host = Place(file: "this host", line: 1, column: 1)

        /// The file, the line and the column, as compilers write them.
        public var description: String { "\(file):\(line):\(column)" }
    }

    /// The key of an entry and where it stands.
    public struct Key: Sendable, Hashable, CustomStringConvertible {
        /// The keys from the root to the entry: `namespaces.data`, `regions.fast.devices.ram`.
        public let path: [String]
        /// Where the entry begins.
        public let place: Place

        /// Creates a key.
        ///
        /// - Parameters:
        ///   - path: The keys from the root to the entry.
        ///   - place: Where the entry begins.
        public init(_ path: [String], at place: Place) {
            self.path = path
            self.place = place
        }

        /// The last key, which the administrator chose.
        public var name: String { path.last ?? "" }

        /// The place, then the keys with dots between them.
        public var description: String { "\(place): \(path.joined(separator: "."))" }
    }

    /// A value that belongs to the whole host.
    public struct Value<Content: Sendable & Hashable>: Sendable, Hashable {
        /// Where it stands.
        public let key: Key
        /// The value.
        public let content: Content

        /// Creates a value.
        ///
        /// - Parameters:
        ///   - key: Where it stands.
        ///   - content: The value.
        public init(_ key: Key, _ content: Content) {
            self.key = key
            self.content = content
        }
    }
}

extension Layout {
    /// An NVDIMM region or a dynamic dax region.
    public struct Region: Sendable, Hashable {
        /// Its key, by which namespaces name it.
        public var key: Key
        /// Which region it is.
        public var match: Match
        /// Whether what no entry names in it is to be free.
        public var isExclusive = false
        /// Whether `allow` has `destroy`: where the request is forced, what it holds besides may be lost.
        public var allowsDestroying = false
        /// The devices of a dynamic region; nil leaves them.
        public var devices: [Part]?

        /// Creates an entry that changes nothing.
        ///
        /// - Parameters:
        ///   - key: Its key.
        ///   - match: Which region it is.
        public init(_ key: Key, _ match: Match) {
            self.key = key
            self.match = match
        }
    }

    /// A device of a dynamic region, which is one of several of this size and use.
    public struct Part: Sendable, Hashable {
        /// Its key.
        public var key: Key
        /// Its size and alignment; a share is one of the whole region, the maximum is what the others leave.
        public var shape: DeviceShape
        /// What it is to be; nil leaves its driver as it is, and a new device without one.
        public var use: Request.Change?
        /// Whether `allow` has `destroy`: where the request is forced, what the device holds may be lost.
        public var allowsDestroying = false

        /// Creates an entry.
        ///
        /// - Parameters:
        ///   - key: Its key.
        ///   - shape: Its size and alignment.
        ///   - use: What it is to be.
        public init(_ key: Key, _ shape: DeviceShape, _ use: Request.Change?) {
            self.key = key
            self.shape = shape
            self.use = use
        }
    }

    /// A namespace of an NVDIMM region.
    public struct Namespace: Sendable, Hashable {
        /// Its key.
        public var key: Key
        /// Which namespace it is, by its UUID or NAME; in a region without labels the only one is meant.
        ///
        /// One that the host does not have is made.
        public var reference: NamespaceReference
        /// The key of its region; nil for the only NVDIMM region.
        public var region: String?
        /// What it is to be; a share is one of the whole region.
        public var shape: NamespaceShape
        /// What the device of a devdax namespace is to be; nil leaves it.
        public var use: Request.Change?
        /// Whether `allow` has `destroy`: where the request is forced, what it holds may be lost.
        public var allowsDestroying = false

        /// Creates an entry.
        ///
        /// - Parameters:
        ///   - key: Its key.
        ///   - reference: Which namespace it is.
        ///   - shape: What it is to be.
        public init(_ key: Key, _ reference: NamespaceReference, _ shape: NamespaceShape) {
            self.key = key
            self.reference = reference
            self.shape = shape
        }
    }

    /// A device that is named by itself.
    public struct Device: Sendable, Hashable {
        /// Its key.
        public var key: Key
        /// Which device it is.
        public var match: Match
        /// What it is to be.
        public var use: Request.Change
        /// Whether `allow` has `destroy`: where the request is forced, what it holds may be lost.
        public var allowsDestroying = false

        /// Creates an entry.
        ///
        /// - Parameters:
        ///   - key: Its key.
        ///   - match: Which device it is.
        ///   - use: What it is to be.
        public init(_ key: Key, _ match: Match, _ use: Request.Change) {
            self.key = key
            self.match = match
            self.use = use
        }
    }

    /// How the kernel moves pages between nodes; nil leaves a value as the profile says, or as it is.
    public struct Tiering: Sendable, Hashable {
        /// The profile, which gives all values that are not given themselves.
        public var profile: TieringProfile?
        /// Whether pages that are not used move to slower nodes, `/sys/kernel/mm/numa/demotion_enabled`.
        public var demotion: Bool?
        /// The bits of `/proc/sys/kernel/numa_balancing`, 0 to 3.
        public var numaBalancing: Int?
        /// The weights of weighted interleave.
        public var weights: InterleaveWeights?

        /// Creates values that leave all as it is.
        public init() {}
    }
}
