// SPDX-License-Identifier: Apache-2.0

/// The version of the labels that an NVDIMM keeps, in the words of ndctl.
public enum LabelVersion: String, Sendable, Hashable, CaseIterable {
    /// Labels of 128 bytes, which do not keep a namespace's `holder_class`.
    case v1_1 = "1.1"
    /// Labels of 256 bytes with a checksum, which keep the `holder_class`.
    case v1_2 = "1.2"
}
