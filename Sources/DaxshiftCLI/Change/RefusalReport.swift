// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// A refusal as JSON; its text goes to standard error.
struct RefusalReport: Presentable {
    let refusal: Refusal

    func lines(for terminal: Terminal) -> [StyledText] { [] }

    func json() -> JSON {
        .object([
            .init("schema", .string("daxshift.refusal/1")),
            .init("findings", .array(refusal.findings.map(Words.daxshift.json))),
        ])
    }
}
