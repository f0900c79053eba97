// SPDX-License-Identifier: Apache-2.0

/// A kernel bus with devices and drivers.
public enum KernelBus: String, Sendable, Hashable, CaseIterable {
    /// `/sys/bus/dax`, with the dax devices.
    case dax
    /// `/sys/bus/nd`, with the nd devices that provide the dax regions of NVDIMMs.
    case nd
}
