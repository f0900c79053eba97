// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What was found, by topic; the values are the evidence.
    public enum Cause: Sendable, Hashable {
        /// What is asked for does not match what is there.
        case request(RequestCause)
        /// What a device is like.
        case device(DeviceCause)
        /// What the memory blocks of a device are like.
        case blocks(BlockCause)
        /// What the host's memory is like.
        case memory(MemoryCause)
        /// The module of a driver can't be loaded.
        case driver(DriverCause)
        /// A device can't get its shape in the dax region of this number.
        case shape(ShapeCause, region: Int)
        /// The device models of this kernel.
        case model(ModelCause)
        /// The device model of the next boot.
        case boot(BootCause)
        /// The saved configuration.
        case configuration(ConfigurationCause)
        /// How a run ended.
        case run(RunCause)
        /// What happened meanwhile to a device that no step was about.
        case change(ChangeCause)
        /// What explains a failure.
        case explanation(Explanation)

        /// The stable name of the cause.
        public var code: Code {
            switch self {
            case .request(let cause): cause.code
            case .device(let cause): cause.code
            case .blocks(let cause): cause.code
            case .memory(let cause): cause.code
            case .driver(let cause): cause.code
            case .shape(let cause, _): cause.code
            case .model(let cause): cause.code
            case .boot(let cause): cause.code
            case .configuration(let cause): cause.code
            case .run(let cause): cause.code
            case .change(let cause): cause.code
            case .explanation(let cause): cause.code
            }
        }
    }
}
