// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The steps that an abandoned run leaves done, and the file that keeps its journal.
struct AbandonReport: Presentable {
    /// The steps; nil when there is nothing to recover.
    var leftovers: Leftovers?
    /// The open journal's file; nil when there is none.
    var journal: String?
    /// The file that keeps the journal; nil while it is still open.
    var kept: String?
    /// Whether the steps were already shown to the user.
    var isTold = false

    func lines(for terminal: Terminal) -> [StyledText] {
        (isTold ? [] : leftovers.map { lines(of: $0, for: terminal) } ?? [])
            + (kept.map { [StyledText("the journal is kept as \($0); nothing was put back")] } ?? [])
    }

    private func lines(of leftovers: Leftovers, for terminal: Terminal) -> [StyledText] {
        let run =
            leftovers.header.map { "\($0.command), begun \($0.since) by process \($0.pid)," } ?? "the run"
        let doubt = leftovers.doubt.map { ["the list may be incomplete: \($0)"] } ?? []
        guard !leftovers.steps.isEmpty else {
            return
                ([
                    doubt.isEmpty
                        ? "\(run) leaves nothing that was begun" : "\(run) leaves no known step"
                ]
                + doubt).map { StyledText($0) }
        }
        var table = TextTable(columns: [
            .init(title: "STEP", alignment: .right), .init(title: "DEVICE"), .init(title: "WHAT"),
            .init(title: "WRITTEN"), .init(title: "UNDO"),
        ])
        for run in StepRun.runs(of: leftovers.steps) {
            table.addRow([
                StyledText(terminal.range(run.numbers)),
                StyledText(run.object), StyledText(run.what(for: terminal)),
                StyledText(run.written.joined(separator: "; ")),
                StyledText(run.undoWritten.joined(separator: "; ")),
            ])
        }
        return [StyledText("\(run) leaves these steps, which were begun and are not undone:")] + table.lines()
            + doubt.map { StyledText($0) }
    }

    func json() -> JSON {
        let header = leftovers?.header
        return .object([
            .init("schema", .string("daxshift.abandon/1")),
            .init("journal", journal.map { .string($0) } ?? .null),
            .init("kept", kept.map { .string($0) } ?? .null),
            .init("command", header.map { .string($0.command) } ?? .null),
            .init("since", header.map { .string($0.since) } ?? .null),
            .init("pid", header.map { JSON(Int($0.pid)) } ?? .null),
            .init("steps", .array(StepRun.runs(of: leftovers?.steps ?? []).map(\.json))),
            .init("doubt", leftovers?.doubt.map { .string($0) } ?? .null),
        ])
    }
}

extension StepRun {
    /// The device, namespace, NVDIMM region or DIMM that the steps are for; a hyphen for several.
    fileprivate var object: String {
        let object = steps[0].object
        return object.device != nil || object.isNvdimm ? "\(object)" : "-"
    }
}
