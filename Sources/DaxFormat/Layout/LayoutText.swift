// SPDX-License-Identifier: Apache-2.0

public import DaxModel
internal import Yaml

/// A layout as text: YAML of the form ``schema``, described in docs/layout.md.
public enum LayoutText {
    /// The value of the key `schema`, which each file has.
    public static let schema = "daxshift.layout/1"

    /// Reads the files of a layout.
    ///
    /// Entries are kept by key, so their order in a file does not matter. An entry of a later file replaces the one with
    /// the same key.
    ///
    /// - Parameter files: The files, the first first.
    /// - Returns: The layout, and what the administrator should know of it.
    /// - Throws: ``LayoutErrors`` with all errors of all files; for contradictions between entries once each file is valid
    ///   by itself.
    public static func layout(
        parsing files: [Layout.File]
    ) throws(LayoutErrors) -> (layout: Layout, notes: [LayoutNote]) {
        var merged = MergedLayout()
        for file in files { merged.add(LayoutReader(file)) }
        let errors = merged.errors
        guard errors.isEmpty else { throw LayoutErrors(all: errors) }
        return (merged.layout, merged.notes)
    }

    /// Writes a layout, without the places of its entries.
    ///
    /// - Parameter layout: The layout.
    /// - Returns: YAML that is read as the same layout, and ends in a line feed.
    public static func text(of layout: Layout) -> String { json(of: layout).yaml }
}
