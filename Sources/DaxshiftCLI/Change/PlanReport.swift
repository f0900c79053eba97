// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// A plan as `--dry-run` prints it: each write, its undo, and what would be lost.
struct PlanReport: Presentable {
    let plan: Plan
    private let listing: Listing
    private let words = Words.daxshift

    /// Creates a report.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - basis: The inventory that it was made from.
    init(plan: Plan, from basis: Inventory) {
        self.plan = plan
        listing = Listing(of: basis, kinds: [.device], showsMappings: false)
    }

    func lines(for terminal: Terminal) -> [StyledText] {
        let runs = StepRun.runs(of: plan.steps)
        var lines: [StyledText] = []
        for device in plan.devices {
            let numbers = runs.filter { $0.steps[0].object == .device(device.name) }.map(\.numbers)
            lines.append(
                StyledText("\(device.name)", .bold)
                    + StyledText(": \(summary(of: device, in: terminal.steps(numbers)))"))
            lines += device.losses.map { StyledText("  lost: \($0)", .yellow) }
            lines += device.notes.map { StyledText("  note: \(words.note($0))") }
        }
        for object in plan.nvdimms {
            let numbers = runs.filter { $0.steps[0].object == object.object }.map(\.numbers)
            lines.append(
                StyledText("\(object.object)", .bold)
                    + StyledText(": \(object.summary)")
                    + StyledText(numbers.isEmpty ? "" : " in \(terminal.steps(numbers))"))
            lines += object.losses.map { StyledText("  lost: \($0)", .yellow) }
            lines += object.notes.map { StyledText("  note: \(words.note($0))") }
        }
        for setting in plan.settings {
            let numbers = runs.filter { $0.steps[0].object == .setting(setting.setting) }.suffix(1).map(
                \.numbers)
            lines.append(
                StyledText("\(setting.setting)", .bold) + StyledText(": \(setting.summary)")
                    + StyledText(setting.isUnchanged ? "" : " in \(terminal.steps(numbers))"))
            lines += setting.notes.map { StyledText("  note: \(words.note($0))") }
        }
        lines += words.notes(plan.notes).map { StyledText("note: \($0)") }
        guard !plan.steps.isEmpty else { return lines }
        var table = TextTable(columns: [
            .init(title: "STEP", alignment: .right), .init(title: "WHAT"), .init(title: "WRITES"),
            .init(title: "UNDO"),
        ])
        for run in runs {
            let (writes, undo) = (run.written, run.undoWritten)
            for index in 0..<max(writes.count, undo.count) {
                table.addRow([
                    StyledText(index == 0 ? terminal.range(run.numbers) : ""),
                    StyledText(index == 0 ? run.what(for: terminal) : ""),
                    StyledText(index < writes.count ? writes[index] : ""),
                    StyledText(index < undo.count ? undo[index] : ""),
                ])
            }
            for write in run.steps.flatMap(\.action.writesOnENODEV) {
                table.addRow(["", "  on ENODEV", StyledText("\(write.value) > \(write.file)")])
            }
        }
        return lines + table.lines()
    }

    private func summary(of device: DevicePlan, in steps: String) -> String {
        guard !device.isUnchanged else { return "as asked already" }
        let driver = device.goal.driver?.rawValue ?? "no driver"
        let shape = device.goal.ranges.map { "\($0.size) of " } ?? ""
        guard device.goal.ranges != [] else { return "without memory in \(steps)" }
        return "to \(shape)\(driver)\(device.goal.memory.words)\(place(of: device)) in \(steps)"
    }

    /// Where a device will lie that the kernel makes of a namespace of the same plan.
    private func place(of device: DevicePlan) -> String {
        guard device.goal.ranges == nil, listing.inventory.device(device.name) == nil else { return "" }
        return device.identity.ranges.map { ", \($0.size) at \($0)" }.joined()
    }

    func json() -> JSON {
        .object([
            .init("schema", .string("daxshift.plan/1")),
            .init(
                "devices",
                .array(plan.devices.map { listing.json(of: $0.name, with: $0.members(in: words)) })),
            .init("nvdimms", .array(plan.nvdimms.map { .object($0.members(in: words)) })),
            .init("settings", .array(plan.settings.map { .object($0.members(in: words)) })),
            .init("steps", .array(StepRun.runs(of: plan.steps).map(\.json))),
            .init("notes", .array(words.notes(plan.notes).map { .string($0) })),
            .init(
                "findings",
                .array(
                    (plan.notes + plan.devices.flatMap(\.notes) + plan.nvdimms.flatMap(\.notes)
                        + plan.settings.flatMap(\.notes)).map(words.json))
            ),
        ])
    }
}

extension DevicePlan {
    fileprivate func members(in words: Words) -> [JSON.Member] {
        var goal = Members()
        goal.add("driver", self.goal.driver.map { .string($0.rawValue) } ?? .null)
        goal.add("size", self.goal.ranges?.size)
        return [
            .init("unchanged", .bool(isUnchanged)), .init("goal", goal.object),
            .init("losses", .array(losses.map { .object($0.members) })),
            .init("notes", .array(notes.map { .string(words.note($0)) })),
        ]
    }
}

extension Terminal {
    /// Two ends and a dash, such as `5–35`.
    func range(_ first: some CustomStringConvertible, _ last: some CustomStringConvertible) -> String {
        "\(first)\(usesUTF8 ? "–" : "-")\(last)"
    }

    /// A number, or the first and the last of several.
    func range(_ numbers: ClosedRange<Int>) -> String {
        numbers.count == 1 ? "\(numbers.lowerBound)" : range(numbers.lowerBound, numbers.upperBound)
    }

    /// The numbers of steps, such as `steps 2, 5–35`.
    fileprivate func steps(_ numbers: [ClosedRange<Int>]) -> String {
        var joined: [ClosedRange<Int>] = []
        for next in numbers {
            if let last = joined.last, last.upperBound + 1 == next.lowerBound {
                joined[joined.count - 1] = last.lowerBound...next.upperBound
            } else {
                joined.append(next)
            }
        }
        return (joined.count == 1 && joined[0].count == 1 ? "step " : "steps ")
            + joined.map(range).joined(separator: ", ")
    }
}

extension DevicePlan.Goal.Memory {
    fileprivate var words: String {
        switch self {
        case .any: ""
        case .offline: ", its memory offline"
        case .online(let zone): ", its memory online" + (zone.map { " in the \($0.rawValue) zone" } ?? "")
        }
    }
}

extension Loss {
    /// The kind of the loss, its size, and its text.
    var members: [JSON.Member] {
        let (kind, bytes): (String, ByteCount?) =
            switch self {
            case .alignment(let bytes, _): ("alignment", bytes)
            case .data(let bytes): ("data", bytes)
            case .contents(let bytes): ("contents", bytes)
            case .namespaceContents(let bytes): ("namespace-contents", bytes)
            case .labels: ("labels", nil)
            case .namespaceMetadata(let bytes): ("namespace-metadata", bytes)
            case .memoryMap(let bytes, _): ("memory-map", bytes)
            }
        return [.init("kind", .string(kind))] + (bytes.map { [.init("bytes", JSON($0.rawValue))] } ?? [])
            + [.init("text", .string(description))]
    }
}

extension Step {
    /// The object, the action and its undo.
    var members: [JSON.Member] { [device] + nvdimm + action.members + [.init("undo", undoJSON)] }

    /// The device that it is for.
    var device: JSON.Member {
        .init("device", object.device.map { .string($0.description) } ?? .null)
    }

    /// The namespace, the NVDIMM region or the DIMM that it is for; none for other objects.
    private var nvdimm: [JSON.Member] { object.isNvdimm ? [.init("nvdimm", .string("\(object)"))] : [] }

    /// The action that undoes it, or why there is none.
    var undoJSON: JSON {
        switch undo {
        case .action(let action): .object(action.members)
        case .nothing: .object([.init("stays", .string(reasonToStay))])
        case .irreversible(let loss): .object([.init("irreversible", .object(loss.members))])
        }
    }
}

extension Step {
    /// The writes that undo it, or why there are none.
    var undoWritten: [String] {
        switch undo {
        case .action(let action): action.written
        case .nothing: ["stays: \(reasonToStay)"]
        case .irreversible(let loss): ["irreversible: \(loss)"]
        }
    }

    /// Why there is nothing to undo.
    private var reasonToStay: String {
        switch action {
        case .setting(.load): "a driver without a device does nothing"
        case .device(_, .forget): "the driver had no such id before"
        case .file(.initramfs): "the image did not agree with the file before"
        default: "it had no driver before"
        }
    }
}

extension ObjectReference {
    /// Whether it is a namespace, an NVDIMM region or a DIMM.
    var isNvdimm: Bool {
        switch self {
        case .namespace, .nvdimmRegion, .dimm: true
        default: false
        }
    }
}
