// SPDX-License-Identifier: Apache-2.0

/// The release that the programs of this package belong to.
public enum Release {
    /// Its version, which `--version` prints.
    public static let version = "0.1.0"
}
