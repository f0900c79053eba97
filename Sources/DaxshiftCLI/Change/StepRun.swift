// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// Consecutive steps that change one memory block after the other in the same way, or a single step of another kind.
struct StepRun {
    /// The steps; at least one.
    private(set) var steps: [Step]
    /// The number of the first step in its plan, counted from 1.
    let first: Int

    /// The numbers of the steps in their plan.
    var numbers: ClosedRange<Int> { first...(first + steps.count - 1) }

    /// Divides the steps of a plan into the longest runs.
    static func runs(of steps: [Step]) -> [StepRun] {
        runs(of: steps.enumerated().map { Leftovers.Left(number: $0 + 1, step: $1) })
    }

    /// Divides some steps of a plan, in their order, into the longest runs.
    static func runs(of steps: [Leftovers.Left]) -> [StepRun] {
        var runs: [StepRun] = []
        for left in steps {
            if let last = runs.last, last.numbers.upperBound + 1 == left.number,
                last.isContinued(by: left.step)
            {
                runs[runs.count - 1].steps.append(left.step)
            } else {
                runs.append(StepRun(steps: [left.step], first: left.number))
            }
        }
        return runs
    }

    private func isContinued(by step: Step) -> Bool {
        guard let last = steps.last else { return false }
        guard steps.count > 1, case .block(let before, _) = steps[steps.count - 2].action,
            case .block(let block, _) = last.action
        else { return last.isRepeated(by: step, at: 1) || last.isRepeated(by: step, at: -1) }
        return last.isRepeated(by: step, at: before.distance(to: block))
    }
}

extension StepRun {
    /// The steps in words.
    func what(for terminal: Terminal) -> String {
        guard let (first, last, change) = blocks else { return "\(steps[0].action)" }
        return change.description(on: terminal.range(first, last))
    }

    /// The writes in shell notation.
    var written: [String] {
        guard let (first, last, change) = blocks else { return steps[0].action.written }
        return ["\(change.value) > \(KernelFile.blockStates(first, last))"]
    }

    /// The writes that undo them, or why there are none.
    var undoWritten: [String] {
        guard let (first, last, _) = blocks, case .action(.block(_, let undo)) = steps[0].undo else {
            return steps[0].undoWritten
        }
        return ["\(undo.value) > \(KernelFile.blockStates(first, last))"]
    }

    /// The first and the last block of several, and what is done with each.
    private var blocks: (first: BlockNumber, last: BlockNumber, change: Action.Block)? {
        guard steps.count > 1, case .block(let first, let change) = steps[0].action,
            case .block(let last, _) = steps[steps.count - 1].action
        else { return nil }
        return (first, last, change)
    }
}

extension StepRun {
    /// The numbers of the steps, and what they have in common; of several, the blocks from the first to the last.
    var json: JSON {
        let numbers = [
            JSON.Member("first", JSON(numbers.lowerBound)), JSON.Member("last", JSON(numbers.upperBound)),
        ]
        let step = steps[0]
        guard let (first, last, change) = blocks else { return .object(numbers + step.members) }
        let blocks = JSON.object([.init("first", JSON(first.rawValue)), .init("last", JSON(last.rawValue))])
        return .object(
            numbers + [step.device, .init("memblocks", blocks)] + change.members(on: first, last)
                + [.init("undo", undo(first, last) ?? step.undoJSON)])
    }

    private func undo(_ first: BlockNumber, _ last: BlockNumber) -> JSON? {
        guard case .action(.block(_, let undo)) = steps[0].undo else { return nil }
        return .object(undo.members(on: first, last))
    }
}

extension Action.Block {
    /// What is done with several blocks, the files and the value.
    fileprivate func members(on first: BlockNumber, _ last: BlockNumber) -> [JSON.Member] {
        [
            .init("what", .string(description(on: "\(first)–\(last)"))),
            .init("file", .string(KernelFile.blockStates(first, last))), .init("value", .string(value)),
        ]
    }
}
