// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The steps that an abandoned run leaves done, and the file that keeps its journal.
struct AbandonReport: Presentable {
    let leftovers: Leftovers
    /// The open journal's file.
    let journal: String
    /// The file that keeps the journal; nil while it is still open.
    var kept: String?
    /// Whether the steps were already shown to the user.
    var isTold = false

    func lines(for terminal: Terminal) -> [StyledText] {
        (isTold ? [] : leftLines)
            + (kept.map { [StyledText("the journal is kept as \($0); nothing was put back")] } ?? [])
    }

    private var leftLines: [StyledText] {
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
        for left in leftovers.steps {
            table.addRow([
                StyledText("\(left.number)"), StyledText(left.step.object.device?.description ?? "-"),
                StyledText("\(left.step.action)"), StyledText(left.step.action.written),
                StyledText(left.step.undoWritten),
            ])
        }
        return [StyledText("\(run) leaves these steps, which were begun and are not undone:")] + table.lines()
            + doubt.map { StyledText($0) }
    }

    func json() -> JSON {
        .object([
            .init("schema", .string("daxshift.abandon/1")),
            .init("journal", .string(journal)),
            .init("kept", kept.map { .string($0) } ?? .null),
            .init("command", leftovers.header.map { .string($0.command) } ?? .null),
            .init("since", leftovers.header.map { .string($0.since) } ?? .null),
            .init("pid", leftovers.header.map { JSON(Int($0.pid)) } ?? .null),
            .init(
                "steps",
                .array(leftovers.steps.map { .object([.init("step", JSON($0.number))] + $0.step.members) })),
            .init("doubt", leftovers.doubt.map { .string($0) } ?? .null),
        ])
    }
}
