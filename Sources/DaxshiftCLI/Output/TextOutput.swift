// SPDX-License-Identifier: Apache-2.0

/// An output for text, or for the bytes of a result that is none.
protocol TextOutput: Sendable {
    /// Writes all of `text`.
    ///
    /// - Throws: ``OutputError`` when not all of it could be written.
    func write(_ text: String) throws(OutputError)

    /// Writes all bytes.
    ///
    /// - Throws: ``OutputError`` when not all of them could be written.
    func write(bytes: [UInt8]) throws(OutputError)

    /// Writes as much of `text` as possible without waiting; a terminal stopped by ^S takes nothing.
    ///
    /// - Returns: The rest; empty also after an error, since waiting would not help.
    func offer(_ text: String) -> String

    /// Checks that a write would succeed now, without writing.
    ///
    /// A command calls this before it changes the host, so that no change goes unreported.
    /// A full disk can't be foreseen.
    ///
    /// - Throws: ``OutputError`` when the descriptor is closed or has no reader.
    func checkWritable() throws(OutputError)
}
