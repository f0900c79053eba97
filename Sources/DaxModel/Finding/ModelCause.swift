// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about a change of the device model.
    public enum ModelCause: Sendable, Hashable {
        /// The kernel shows no device under a model.
        case notOffered(DeviceModel, KernelRelease)
        /// No NVDIMM has a device.
        case noDevice
        /// All devices are under the model already, and the kernel may offer no other.
        case reached(DeviceModel, isOnly: Bool)

        var code: Code {
            switch self {
            case .notOffered: .modelNotOffered
            case .noDevice: .modelNoDevice
            case .reached: .modelReached
            }
        }
    }
}
