// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

extension Surveyor {
    /// Reads the bad sectors of NVDIMM regions, and finds their devices and namespaces.
    ///
    /// Reads one file per region without bad sectors, and needs no library.
    mutating func surveyBadSectors() {
        let listed = inventory.nvdimmRegions.map(\.name)
        for name in listed.isEmpty ? namesOfNvdimmRegions() : listed {
            let folder = KernelFile.nvdimm(name)
            // The file of a region without a driver is empty; a region without memory has no file.
            let sectors = look("badblocks", in: folder, absence: Self.unset) { Self.badSectors($0) }
            guard case .value((let runs, let isCut)) = sectors, !runs.isEmpty else { continue }
            if isCut {
                let reason =
                    "is longer than a page, so the kernel leaves out what comes after \(runs.count) ranges"
                inventory.gaps.append(Gap(file: folder + "/badblocks", reason: reason))
            }
            let start: UInt64?
            if let position = inventory.nvdimmRegions.firstIndex(where: { $0.name == name }) {
                inventory.nvdimmRegions[position].badSectors = runs
                start = inventory.nvdimmRegions[position].range?.start
            } else {
                start = require("resource", in: folder, as: number)
            }
            guard let start else { continue }
            mark(runs.compactMap { $0.range(from: start) }, in: name)
        }
    }

    /// Sets the bad ranges of devices and of the namespaces of a region.
    private mutating func mark(_ ranges: [PhysicalRange], in region: KernelName) {
        for position in inventory.devices.indices {
            inventory.devices[position].badRanges += inventory.devices[position].ranges.intersections(ranges)
        }
        for position in inventory.namespaces.indices where inventory.namespaces[position].region == region {
            let whole = inventory.namespaces[position].range
            inventory.namespaces[position].badRanges = (whole.map { [$0] } ?? []).intersections(ranges)
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
