// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension DaxctlChange {
    /// The messages of this command.
    var words: Words { Words(face: .dropIn(verb)) }

    /// The line that daxctl prints for the failure of a step, before the engine's message.
    func lines(for failure: Outcome.Failure) -> [String] {
        guard case .step(let step, .device(let device)) = failure else { return [] }
        let reason = "\(failure.errno)"
        return switch (step.action, verb) {
        case (.block(_, .offline), _): ["\(device): failed to offline memory: \(reason)"]
        case (.block(_, .online), _) where step.isOfPoison:
            [
                "\(device): failed to online memory: \(reason)",
                "'daxshift online-memory --skip-poisoned \(device)' brings its other blocks online",
            ]
        case (.block(_, .online), _): ["\(device): failed to online memory: \(reason)"]
        case (_, .enableDevice): ["\(device): enable failed: \(reason)"]
        case (_, .disableDevice): ["\(device): disable failed: \(reason)"]
        default: []
        }
    }
}
