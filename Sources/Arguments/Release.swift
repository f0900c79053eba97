// SPDX-License-Identifier: Apache-2.0

/// The release that the programs of this package belong to.
public enum Release {
    /// Its version, which `--version` prints.
    public static let version = "0.1.0"
    /// Its date, as in CHANGELOG.md, in the form `2026-11-29`: the manual and the packages show it.
    public static let date = "2026-11-29"
}
