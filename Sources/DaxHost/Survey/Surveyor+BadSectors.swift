// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

extension Surveyor {
    private static let ndDevices = "/sys/bus/nd/devices"

    /// Reads the bad sectors of NVDIMM regions, and finds their devices and namespaces.
    ///
    /// Reads one file per region without bad sectors, and needs no library.
    mutating func surveyBadSectors() {
        for name in (names(in: Self.ndDevices) ?? []).sorted() where name.hasPrefix("region") {
            let folder = "\(Self.ndDevices)/\(name)"
            let file = folder + "/badblocks"
            // The file of a region without a driver is empty; a region without memory has no file.
            let sectors = look(file, absence: [.noSuchFileOrDirectory, .noSuchAddressOrDevice]) {
                Self.badSectors($0)
            }
            guard case .value((let runs, let isCut)) = sectors, !runs.isEmpty else { continue }
            if isCut {
                let reason =
                    "is longer than a page, so the kernel leaves out what comes after \(runs.count) ranges"
                inventory.gaps.append(Gap(file: file, reason: reason))
            }
            if let position = inventory.nvdimmRegions.firstIndex(where: { $0.name.rawValue == name }) {
                inventory.nvdimmRegions[position].badSectors = runs
            }
            guard let start = require(folder + "/resource", as: number) else { continue }
            mark(runs.compactMap { $0.range(from: start) }, in: KernelName(rawValue: name))
        }
    }

    /// Sets the bad ranges of devices and of the namespaces of a region.
    private mutating func mark(_ ranges: [PhysicalRange], in region: KernelName) {
        for position in inventory.devices.indices {
            inventory.devices[position].badRanges += inventory.devices[position].ranges.intersections(ranges)
        }
        for position in inventory.namespaces.indices where inventory.namespaces[position].region == region {
            let folder = "\(Self.ndDevices)/\(inventory.namespaces[position].name)"
            guard let start = look(folder + "/resource", as: number).value,
                let size = look(folder + "/size", as: number).value, size > 0
            else { continue }
            let (end, isBeyond) = start.addingReportingOverflow(size - 1)
            guard !isBeyond, let whole = PhysicalRange(start: start, end: end) else { continue }
            inventory.namespaces[position].badRanges = [whole].intersections(ranges)
        }
    }

    /// Parses lines `OFFSET LENGTH` in sectors; the kernel truncates the text at the end of a page.
    ///
    /// - Parameter text: The file's text without white space at its end.
    /// - Returns: The runs, and whether the text is truncated; nil for invalid text.
    static func badSectors(_ text: String) -> (runs: [BadSectors], isCut: Bool)? {
        let isCut = text.utf8.count >= 4096 - 2
        var lines = text.split(separator: "\n")
        if isCut { lines.removeLast() }
        var runs: [BadSectors] = []
        for line in lines {
            let words = line.split(separator: " ")
            guard words.count == 2, let offset = number(String(words[0])),
                let length = number(String(words[1]))
            else { return nil }
            runs.append(BadSectors(offset: offset, length: length))
        }
        return (runs, isCut)
    }
}
