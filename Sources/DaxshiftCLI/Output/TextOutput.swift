// SPDX-License-Identifier: Apache-2.0

/// A place that text can be written to.
protocol TextOutput: Sendable {
    /// Writes all of `text`.
    ///
    /// - Throws: ``OutputError`` when not all of it could be written.
    func write(_ text: String) throws(OutputError)

    /// Writes as much of `text` as the place takes at once; a terminal that is stopped by ^S takes nothing.
    ///
    /// - Returns: The rest; empty also where the text can't be written at all, since waiting would not help.
    func offer(_ text: String) -> String

    /// Checks that something could be written now, without writing anything.
    ///
    /// A command calls this before it changes the host, so that no change goes unreported.
    /// A full disk can't be foreseen.
    ///
    /// - Throws: ``OutputError`` when the descriptor is closed or nobody reads at the other end.
    func checkWritable() throws(OutputError)
}
