// SPDX-License-Identifier: Apache-2.0

/// A bus of the kernel on which drivers are given devices.
public enum KernelBus: String, Sendable, Hashable, CaseIterable {
    /// `/sys/bus/dax`, with the dax devices.
    case dax
    /// `/sys/bus/nd`, with the nd devices that provide the dax regions of NVDIMMs.
    case nd
}
