// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// The cause of a finding, by topic; the values are the evidence.
    public enum Cause: Sendable, Hashable {
        /// The command ended before it had a result.
        case start(StartCause)
        /// The request does not match the host.
        case request(RequestCause)
        /// A device.
        case device(DeviceCause)
        /// The memory blocks of a device.
        case blocks(BlockCause)
        /// The host's memory.
        case memory(MemoryCause)
        /// The module of a driver can't be loaded.
        case driver(DriverCause)
        /// A device can't get its shape in the dax region with this number.
        case shape(ShapeCause, region: RegionNumber)
        /// A setting of the host.
        case setting(SettingCause)
        /// An NVDIMM region or a DIMM.
        case nvdimm(NvdimmCause)
        /// A namespace.
        case namespace(NamespaceCause)
        /// The device models of this kernel.
        case model(ModelCause)
        /// The device model of the next boot.
        case boot(BootCause)
        /// The saved configuration.
        case configuration(ConfigurationCause)
        /// A layout.
        case layout(LayoutCause)
        /// The end of a run.
        case run(RunCause)
        /// A change meanwhile of a device that was not named.
        case change(ChangeCause)
        /// The explanation of a failure.
        case explanation(Explanation)

        /// The stable name of the cause.
        public var code: Code {
            switch self {
            case .start(let cause): cause.code
            case .request(let cause): cause.code
            case .device(let cause): cause.code
            case .blocks(let cause): cause.code
            case .memory(let cause): cause.code
            case .driver(let cause): cause.code
            case .shape(let cause, _): cause.code
            case .setting(let cause): cause.code
            case .nvdimm(let cause): cause.code
            case .namespace(let cause): cause.code
            case .model(let cause): cause.code
            case .boot(let cause): cause.code
            case .configuration(let cause): cause.code
            case .layout(let cause): cause.code
            case .run(let cause): cause.code
            case .change(let cause): cause.code
            case .explanation(let cause): cause.code
            }
        }
    }
}
