// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The outcome of a change, for each named object.
struct OutcomeReport: Presentable {
    let outcome: Outcome
    private let words: Words
    private let listing: Listing

    init(outcome: Outcome, words: Words = .daxshift) {
        self.outcome = outcome
        self.words = words
        listing = Listing(of: outcome.inventory, kinds: [.device], showsMappings: false)
    }

    /// The exit code of the outcome.
    var exitCode: ExitCode {
        switch outcome.failure {
        case _ where !outcome.isSettled || outcome.unclosed != nil: .notUndone
        case nil: .success
        case .interrupted: .interrupted
        case .step, .goal, .renamed, .journal, .notPutBack: .failure
        }
    }

    /// Warnings in addition to the result, one per line.
    var notes: [String] {
        outcome.othersChanged.map { "warning: meanwhile \(words.line($0)), which was not asked for" }
            + (outcome.failure == nil ? kills.map { "warning: meanwhile \($0)" } + goneLines : [])
    }

    /// The failure, the steps that could not be undone, and what to do by hand, one per line.
    var failureLines: [String] {
        guard let failure = outcome.failure else { return unclosedLines }
        let (sentence, evidence) = sentence(failure.finding)
        guard !outcome.isUndone else {
            let state =
                kills.first.map { "devices and memory are as they were before, but \($0)" }
                ?? "everything is as it was before"
            return ["\(sentence); \(state)"] + evidence + unclosedLines
        }
        let advice = outcome.gone.isEmpty ? "puts the rest back" : "carries out the rest"
        return [sentence] + evidence + kills + goneLines
            + outcome.notUndone.map { "not put back: \($0.action): \(words.text($0))" }
            + outcome.devices.filter { $0.result == .left }.map { device in
                "\(device.name) is left \(outcome.inventory.device(device.name)?.use.description ?? "gone")"
            }
            + outcome.nvdimms.filter { $0.result == .left }.map { nvdimm in
                "\(nvdimm.object) is left \(outcome.inventory.state(of: nvdimm.object))"
            }
            + outcome.settings.filter { $0.result == .left }.map { setting in
                "\(setting.setting) is left \(value(of: setting))"
            } + [
                "remove what stands in the way, then 'daxshift recover' \(advice); 'daxshift recover --abandon' "
                    + "leaves it as it is"
            ]
    }

    /// The line for a finished run whose journal could not be removed and blocks other runs.
    private var unclosedLines: [String] {
        outcome.unclosed.map {
            [
                "\($0); this run is complete, but no other run starts until the journal is removed"
                    + (outcome.gone.isEmpty
                        ? ", and 'daxshift recover' would put back what this one did" : "")
            ]
        } ?? []
    }

    /// The permanent losses, one per line.
    private var goneLines: [String] {
        outcome.gone.map { gone in
            (gone.isCertain ? "" : "may have been done, and ")
                + "can't be undone: \(gone.object): \(gone.loss)"
        }
    }

    /// The processes that the kernel killed meanwhile; empty if none.
    private var kills: [String] {
        outcome.killed.isEmpty
            ? [] : ["the kernel killed \(outcome.killed.joined(separator: ", ")) because memory ran out"]
    }

    /// The failure with its explanation in one sentence; of a block that stays online, the evidence on lines of its own.
    private func sentence(_ failure: Finding) -> (sentence: String, evidence: [String]) {
        guard case .run(.step(let step)) = failure.cause, let stuck = words.stuckBlock(step) else {
            return (text(failure), [])
        }
        let evidence = [stuck.evidence] + outcome.explanation.map(words.text)
        return (words.line(stuck.sentence, about: failure), evidence.map { "  " + $0 })
    }

    /// The text of the failure and of its explanation.
    private func text(_ failure: Finding) -> String {
        ([words.line(failure)] + outcome.explanation.map(words.text)).joined(separator: "; ")
    }

    /// The failure, its explanation, the steps that could not be undone, and the changes of other devices.
    private var findings: [Finding] {
        guard let failure = outcome.failure?.finding else { return outcome.othersChanged }
        return [failure]
            + outcome.explanation.map { Finding(.explanation($0), about: failure.object) }
            + outcome.notUndone.map { Finding(.run(.step($0))) } + outcome.othersChanged
    }

    func lines(for terminal: Terminal) -> [StyledText] {
        outcome.devices.map { device in
            let line = StyledText("\(device.name)", .bold) + ": " + Self.text(device.result)
            guard let now = outcome.inventory.device(device.name) else { return line + ": gone" }
            let size = device.isReshaped ? "\(now.size?.description ?? "?"), " : ""
            return line + ": " + StyledText(size) + listing.summary(of: now)
                + Self.text(poisoned: device.poisoned)
        }
            + outcome.nvdimms.map { nvdimm in
                StyledText("\(nvdimm.object)", .bold) + ": " + Self.text(nvdimm.result)
                    + StyledText(": \(outcome.inventory.state(of: nvdimm.object))")
            }
            + outcome.settings.map { setting in
                StyledText("\(setting.setting)", .bold) + ": " + Self.text(setting.result)
                    + StyledText(": \(value(of: setting))")
            }
    }

    private func value(of setting: Outcome.SettingOutcome) -> String {
        outcome.inventory.value(of: setting.setting)?.description ?? "unknown"
    }

    private static func text(poisoned blocks: [BlockNumber]) -> StyledText {
        guard !blocks.isEmpty else { return "" }
        let more = blocks.count > 5 ? " and \(blocks.count - 5) more" : ""
        let names = blocks.prefix(5).map { "memory\($0)" }.joined(separator: ", ")
        return StyledText("; \(names)\(more) offline: poisoned", .yellow)
    }

    private static func text(_ result: Outcome.Result) -> StyledText {
        switch result {
        case .unchanged: "unchanged"
        case .changed: StyledText("changed", .green)
        case .failed: StyledText("failed", .yellow)
        case .rolledBack: StyledText("put back", .yellow)
        case .left: StyledText("left half way", .yellow)
        }
    }

    func json() -> JSON {
        let devices = outcome.devices.map { device -> JSON in
            let result = JSON.Member("result", .string(device.result.rawValue))
            let poisoned =
                device.poisoned.isEmpty
                ? [] : [JSON.Member("poisoned_memblocks", .array(device.poisoned.map { JSON($0.rawValue) }))]
            return listing.json(of: device.name, with: [result] + poisoned)
        }
        let failure = outcome.failure?.finding
        return .object([
            .init("schema", .string("daxshift.outcome/1")),
            .init("devices", .array(devices)),
            .init("nvdimms", .array(outcome.nvdimms.map { $0.json(in: listing) })),
            .init("settings", .array(outcome.settings.map { $0.json(in: outcome.inventory) })),
            .init("error", (failure.map(text) ?? outcome.unclosed).map { .string($0) } ?? .null),
            .init("findings", .array(findings.map(words.json))),
            .init("not_undone", .array(outcome.notUndone.map { .string(words.text($0)) })),
            .init("gone", .array(outcome.gone.map(\.json))),
            .init("others_changed", .array(outcome.othersChanged.map { .string(words.line($0)) })),
            .init("killed", .array(outcome.killed.map { .string($0) })),
        ])
    }
}

extension Outcome.Gone {
    fileprivate var json: JSON {
        .object([.init("object", .string("\(object)"))] + loss.members + [.init("certain", .bool(isCertain))])
    }
}
