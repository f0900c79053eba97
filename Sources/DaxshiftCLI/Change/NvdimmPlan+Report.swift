// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// What a plan means for a namespace, an NVDIMM region or a DIMM, for people and for programs.
extension NvdimmPlan {
    /// What becomes of the object, in one line.
    var summary: String {
        guard !isUnchanged else { return "as asked already" }
        switch goal {
        case .namespace(let state): return "to \(state.summary)"
        case .gone: return "destroyed"
        case .enabled(let isEnabled): return isEnabled ? "enabled" : "disabled"
        case .labels(let isLabelled): return isLabelled ? "with new, empty labels" : "without labels"
        case .asBefore: return "as before"
        }
    }

    /// The object, its goal, its losses and the notes.
    func members(in words: Words) -> [JSON.Member] {
        [
            .init("dev", .string("\(object)")), .init("unchanged", .bool(isUnchanged)),
            .init("goal", goal.json),
            .init("losses", .array(losses.map { .object($0.members) })),
            .init("notes", .array(notes.map { .string(words.note($0)) })),
        ]
    }
}

extension NvdimmPlan.Goal {
    fileprivate var json: JSON {
        var members = Members()
        switch self {
        case .namespace(let state):
            members.add("state", "enabled")
            members.add("mode", state.mode.rawValue)
            members.add("size", state.layout.usable)
            members.add("uuid", state.uuid)
            members.add("name", state.altName.flatMap { $0.isEmpty ? nil : $0 })
            members.add("align", state.align)
            members.add("map", state.map?.rawValue)
            members.add("sector_size", state.sectorSize)
            members.add("raw_size", state.range.size)
            members.add("start", JSON(state.range.start))
            members.add("end", JSON(state.range.end))
        case .gone: members.add("state", "gone")
        case .enabled(let isEnabled): members.add("state", isEnabled ? "enabled" : "disabled")
        case .labels(let isLabelled): members.add("state", isLabelled ? "labelled" : "unlabelled")
        case .asBefore: members.add("state", "before")
        }
        return members.object
    }
}

extension NamespaceState {
    /// The mode, the sizes, the place, and what else was chosen, in one line.
    fileprivate var summary: String {
        var parts = ["\(mode.rawValue), \(layout.usable ?? .zero) of \(range.size) at \(range)"]
        if let align { parts.append("alignment \(align)") }
        if let map { parts.append("map \(map.rawValue)") }
        if let sectorSize { parts.append("sectors of \(sectorSize.rawValue) B") }
        if let uuid { parts.append("UUID \(uuid)") }
        if let altName, !altName.isEmpty { parts.append("name \(StyledText.printable(altName))") }
        return parts.joined(separator: ", ")
    }
}
