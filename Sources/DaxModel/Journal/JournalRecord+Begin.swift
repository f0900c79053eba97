// SPDX-License-Identifier: Apache-2.0

extension JournalRecord {
    /// Writes the record before a step's write: the file, the old and the new value, and the device.
    ///
    /// - Parameters:
    ///   - index: The step's index.
    ///   - step: The step.
    ///   - place: The text that ``place(of:at:)`` returns for its device; empty when it has none.
    ///   - line: The line to write; its former content is replaced.
    public static func writeBegin(
        _ index: Int, _ step: Step, on place: String, to line: inout JournalLine
    ) {
        line.clear()
        JournalEvent(.begin, step: index).write(to: &line)
        line.add(" ")
        let note = line.bytes.count
        if case .block(let index, _) = step.action {
            KernelFile.writeBlockState(index, to: &line)
            write(step, on: place, to: &line)
        } else {
            switch step.action.effect {
            case .write(let file, _), .replace(let file, _): line.add(file)
            case .writes(let writes): line.add(writes.map(\.file).joined(separator: " "))
            case .overwrite(let name, let size, _): line.add("the first \(size) of \(name)")
            case .call(let function, let name): line.add("\(function) of \(name)")
            case .load(let module): line.add("the module " + module)
            case .run(let program): line.add(program.joined(separator: " "))
            }
            write(step, on: place, to: &line)
            // The text about a block has no byte that must be escaped.
            line.makeSentence(from: note)
        }
        line.seal()
    }

    private static func write(_ step: Step, on place: String, to line: inout JournalLine) {
        line.add(": ")
        line.add(step.oldValue)
        line.add(" to ")
        line.add(step.action.result)
        line.add(place)
    }

    /// The end of a record's text: the device and its physical ranges.
    ///
    /// - Parameters:
    ///   - device: The device.
    ///   - ranges: Its physical ranges.
    /// - Returns: The text, which ends a sentence.
    public static func place(of device: DeviceName, at ranges: [PhysicalRange]) -> String {
        " of \(device) at \(JournalText.ranges(ranges))"
    }
}

extension Step {
    fileprivate var oldValue: String {
        switch undo {
        case .action(let undo): undo.result
        case .nothing: "not loaded"
        case .irreversible(let loss): "\(loss)"
        }
    }
}
