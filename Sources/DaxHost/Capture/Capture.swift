// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs
internal import SystemPackage

/// Builds an archive of kernel files.
internal struct Capture {
    /// Large folders without relevant files.
    private static let skippedFolders: Set<String> = ["power"]
    /// Folders of which only the names are relevant.
    private static let listedFolders: Set<String> = ["block"]
    /// Files whose reading blocks.
    private static let blockingFiles: Set<String> = ["wait_probe"]

    private let inventory: Inventory
    private var archive: TarWriter
    private var added: Set<String> = []
    private var gaps: [Gap] = []
    /// The contents of `dev` files: the numbers with which libndctl finds a folder in `/sys/dev/char`.
    private var deviceNumbers: [String] = []

    init(of inventory: Inventory, to file: FileDescriptor) {
        self.inventory = inventory
        archive = TarWriter(to: file)
    }

    /// Adds the files that the survey, libndctl and libdaxctl read under `/sys`, and `/proc/iomem`.
    mutating func addKernelFiles() throws(Errno) {
        for folder in [
            "/sys/bus/dax", "/sys/bus/nd", "/sys/bus/platform/drivers/dax_hmem",
            "/sys/bus/cxl/drivers/cxl_dax_region", "/sys/class/dax", "/sys/class/nd",
            "/sys/devices/virtual/memory_tiering", "/sys/kernel/mm/numa", "/sys/kernel/mm/mempolicy",
            "/sys/module/memory_hotplug/parameters", "/sys/firmware/memmap",
        ] {
            try addTree(folder)
        }
        try add("/sys/firmware/acpi/tables/SRAT")
        for bus in nvdimmBuses() { try addTree(bus) }
        for device in inventory.devices {
            try addTree(DevicePlace(model: device.model, path: device.path).providerFolder)
        }
        for module in DriverModule.surveyed {
            try add("/sys/module/\(module)/initstate")
            try addTree("/sys/module/\(module)/parameters")
        }
        for number in deviceNumbers { try add("/sys/dev/char/\(number)") }
        try addMemory()
    }

    /// Adds an empty file for each device node.
    mutating func addDeviceNodes() throws(Errno) {
        try addFolder("/dev")
        let names =
            inventory.devices.map { "\($0.name)" } + (names(in: "/sys/class/nd") ?? [])
            + (names(in: "/sys/bus/nd/devices") ?? []).filter { $0.hasPrefix("nmem") }
        for path in names.map({ "/dev/" + $0 }) where exists(path) && added.insert(path).inserted {
            try archive.addFile(Self.archived(path), permissions: 0o600, [])
        }
    }

    /// Adds `capture.txt` and ends the archive.
    mutating func finish(version: String, user: UInt32) throws(Errno) -> [Gap] {
        var text = "version: \(version)\nkernel: \(inventory.kernel)\nuid: \(user)\n"
        for gap in gaps { text += "unreadable: \(gap)\n" }
        try archive.addFile("capture.txt", permissions: 0o644, Array(text.utf8))
        try archive.finish()
        return gaps
    }

    /// Adds the blocks of devices, and only the presence of all other blocks of their nodes.
    private mutating func addMemory() throws(Errno) {
        try add("/proc/iomem")
        let memory = "/sys/devices/system/memory"
        try addFiles(in: memory)
        let devices = inventory.devices.filter { $0.driver == .kmem }
        let blocks = devices.flatMap { inventory.blockSize.map($0.blockIndexes) ?? [] }
        for block in blocks { try addTree("\(memory)/memory\(block)") }

        let nodes = "/sys/devices/system/node"
        try addFiles(in: nodes)
        for id in Set(inventory.devices.flatMap { [$0.targetNode, $0.numaNode].compactMap { $0 } }).sorted() {
            let node = "\(nodes)/node\(id)"
            guard exists(node) else { continue }
            for file in ["meminfo", "distance", "cpulist", "cpumap"] { try add("\(node)/\(file)") }
            for folder in ["access0", "access1", "memory_side_cache"] { try addTree("\(node)/\(folder)") }
        }
        for node in Set(devices.compactMap(\.targetNode)).sorted() {
            for block in (names(in: "\(nodes)/node\(node)") ?? []).sorted() where block.hasPrefix("memory") {
                try add("\(nodes)/node\(node)/\(block)")
                try add("\(memory)/\(block)/phys_index")
            }
        }
    }

    /// The folders of the NVDIMM buses, which contain `nd/ndctlN` like the folders of dax devices in the class model.
    private mutating func nvdimmBuses() -> [String] {
        (names(in: "/sys/class/nd") ?? []).compactMap { name in
            link("/sys/class/nd/\(name)").flatMap { DevicePlace(model: .class, link: $0) }?.providerFolder
        }
    }

    /// Adds a folder recursively, with links as links.
    private mutating func addTree(_ folder: String) throws(Errno) {
        guard exists(folder), !added.contains(folder) else { return }
        try addFolder(folder)
        for name in (names(in: folder) ?? []).sorted() where !Self.skippedFolders.contains(name) {
            let path = "\(folder)/\(name)"
            switch entry(path)?.kind {
            case .folder where Self.listedFolders.contains(name):
                try addFolder(path)
                for name in names(in: path) ?? [] { try addFolder("\(path)/\(name)") }
            case .folder: try addTree(path)
            case .file, .link: try add(path)
            case nil: break
            }
        }
    }

    /// Adds the files of a folder, without its links and folders.
    private mutating func addFiles(in folder: String) throws(Errno) {
        for name in (names(in: folder) ?? []).sorted() where entry("\(folder)/\(name)")?.kind == .file {
            try add("\(folder)/\(name)")
        }
    }

    /// Adds a file or a link, if it exists.
    private mutating func add(_ path: String) throws(Errno) {
        guard let entry = entry(path), entry.kind != .folder, !added.contains(path) else { return }
        try addFolder(Self.parent(of: path))
        added.insert(path)
        guard entry.kind == .link else { return try addFile(path, permissions: entry.permissions) }
        if let target = link(path) { try archive.addLink(Self.archived(path), to: target) }
    }

    /// Adds a file: empty if nobody may read it, and empty without permissions if only this user may not.
    ///
    /// A file with another error is left out, since an archive can't hold an error.
    private mutating func addFile(_ path: String, permissions: UInt16) throws(Errno) {
        var content: [UInt8] = []
        var permissions = permissions
        let isWriteOnly = permissions & 0o666 == 0o200
        if !isWriteOnly, !Self.blockingFiles.contains(String(Self.name(of: path))) {
            do {
                content = try Sysfs.bytes(of: path)
            } catch {
                note(error)
                guard error.errno == .permissionDenied || error.errno == .notPermitted else { return }
                permissions = 0
            }
        }
        try archive.addFile(Self.archived(path), permissions: permissions, content)
        if path.hasSuffix("/dev") {
            deviceNumbers.append(String(decoding: content.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self))
        }
    }

    /// Adds a folder, after its parents.
    private mutating func addFolder(_ path: String) throws(Errno) {
        guard !path.isEmpty, !added.contains(path) else { return }
        try addFolder(Self.parent(of: path))
        added.insert(path)
        try archive.addFolder(Self.archived(path))
    }

    private mutating func exists(_ path: String) -> Bool {
        do {
            return try Sysfs.exists(path)
        } catch {
            note(error)
            return false
        }
    }

    private mutating func entry(_ path: String) -> SysfsEntry? {
        do {
            return try Sysfs.entry(path)
        } catch {
            note(error)
            return nil
        }
    }

    private mutating func link(_ path: String) -> String? {
        do {
            return try Sysfs.link(path)
        } catch {
            note(error)
            return nil
        }
    }

    private mutating func names(in folder: String) -> [String]? {
        do {
            return try Sysfs.names(in: folder)
        } catch {
            note(error)
            return nil
        }
    }

    private mutating func note(_ error: SysfsError) {
        gaps.append(Gap(error))
    }

    private static func archived(_ path: String) -> String {
        String(path.dropFirst())
    }

    private static func parent(of path: String) -> String {
        String(path.dropLast(name(of: path).count + 1))
    }

    private static func name(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
