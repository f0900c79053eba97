// SPDX-License-Identifier: Apache-2.0

/// Steps that differ only by their memory blocks, each of which is the neighbour of the block before.
///
/// A journal has one record for all of them, since a plan may have a hundred thousand.
public struct StepSeries: Sendable, Hashable {
    /// The first step.
    public let first: Step
    /// How many steps there are: at least two.
    public let count: Int
    /// Whether the numbers of the blocks descend.
    public let isDescending: Bool

    /// Creates a series; nil for fewer than two steps, for more than a host has blocks, and for steps that are not about
    /// blocks.
    ///
    /// - Parameters:
    ///   - first: The first step.
    ///   - count: How many steps there are.
    ///   - isDescending: Whether the numbers of the blocks descend.
    public init?(first: Step, count: Int, isDescending: Bool) {
        self.first = first
        self.count = count
        self.isDescending = isDescending
        guard (2...DaxDevice.maximumBlocks).contains(count), first.moved(by: distance(count - 1)) != nil
        else {
            return nil
        }
    }

    /// Finds the longest series at the beginning of some steps; nil when the first two are no series.
    ///
    /// - Parameter steps: The steps.
    public init?(startOf steps: ArraySlice<Step>) {
        guard let first = steps.first else { return nil }
        let isDescending = steps.dropFirst().first.map { first.isFollowed(by: $0, at: -1) } ?? false
        var end = steps.startIndex + 1
        while end < steps.endIndex, steps[end - 1].isFollowed(by: steps[end], at: isDescending ? -1 : 1) {
            end += 1
        }
        self.init(first: first, count: end - steps.startIndex, isDescending: isDescending)
    }

    /// All steps of the series.
    public var steps: [Step] { (0..<count).compactMap { first.moved(by: distance($0)) } }

    private func distance(_ count: Int) -> Int { isDescending ? -count : count }
}

extension Step {
    /// Whether another step makes the same change of the memory block at a distance, with the same undo.
    ///
    /// - Parameters:
    ///   - next: The other step.
    ///   - distance: How much larger the number of its block is.
    /// - Returns: Whether it does, whatever the two steps require; false where one is not about a block.
    public func isRepeated(by next: Step, at distance: Int) -> Bool {
        guard case .block(let block, let change) = action,
            case .block(let nextBlock, let nextChange) = next.action,
            block.distance(to: nextBlock) == distance, change == nextChange, object == next.object
        else { return false }
        switch (undo, next.undo) {
        case (.nothing, .nothing): return true
        case (.action(.block(block, let change)), .action(.block(nextBlock, let nextChange))):
            return change == nextChange
        default: return false
        }
    }

    /// Whether another step is the same on the memory block at a distance, with what it requires.
    fileprivate func isFollowed(by next: Step, at distance: Int) -> Bool {
        isRepeated(by: next, at: distance) && requires == next.requires && undoRequires == next.undoRequires
            && skipsPoisoned == next.skipsPoisoned
    }

    /// The same step on another memory block; nil where there is no such block, or the step is not about one.
    fileprivate func moved(by distance: Int) -> Step? {
        guard case .block(let block, let change) = action,
            !block.rawValue.addingReportingOverflow(distance).overflow
        else { return nil }
        let other = block.advanced(by: distance)
        guard other >= 0 else { return nil }
        var step = self
        step.action = .block(other, change)
        switch undo {
        case .action(.block(block, let change)): step.undo = .action(.block(other, change))
        case .nothing: break
        case .action, .irreversible: return nil
        }
        return step
    }
}
