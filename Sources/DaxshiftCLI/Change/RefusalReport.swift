// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// Why a command has no result, as JSON; the text goes to standard error.
struct RefusalReport: Presentable {
    let findings: [Finding]

    func lines(for terminal: Terminal) -> [StyledText] { [] }

    func json() -> JSON {
        .object([
            .init("schema", .string("daxshift.refusal/1")),
            .init("findings", .array(findings.map(Words.daxshift.json))),
        ])
    }
}
