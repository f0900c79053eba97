// SPDX-License-Identifier: Apache-2.0

public import DaxModel

extension JournalRecord {
    /// Adds the record's line to some bytes.
    ///
    /// - Parameter bytes: The bytes.
    public func write(to bytes: inout [UInt8]) {
        var line = JournalLine()
        write(to: &line)
        bytes += line.bytes
    }

    /// Adds the record before a step's write to some bytes.
    ///
    /// - Parameters:
    ///   - index: The step's index.
    ///   - step: The step.
    ///   - place: The text of its device.
    ///   - bytes: The bytes.
    public static func writeBegin(
        _ index: Int, _ step: Step, on place: String = "", to bytes: inout [UInt8]
    ) {
        var line = JournalLine()
        writeBegin(index, step, on: place, to: &line)
        bytes += line.bytes
    }
}
