// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// Findings about the device model of the next boot.
    public enum BootCause: Sendable, Hashable {
        /// The next boot brings up the model, by ``KernelFile/modprobe`` or without it.
        case chosen(DeviceModel, withFile: Bool)
        /// The next boot brings up the model already.
        case reached(DeviceModel)
        /// The file can't be read, or is not text.
        case fileUnread
        /// The file is a link to one that does not ask for the bus model.
        case fileIsLink(target: String)
        /// Only the link is removed; its target stays.
        case linkRemoved(target: String)
        /// The file keeps this many lines written by hand.
        case linesKept(Int)
        /// The driver of the other model is built into the kernel.
        case builtIn(DriverName)
        /// A statement prevents the model.
        case contradiction(ModprobeStatement, DeviceModel)
        /// No initramfs of the kernel was found.
        case noInitramfs(KernelRelease)
        /// The initramfs agrees with the file.
        case initramfsAgrees(path: String)
        /// The initramfs has the drivers and a different configuration, which takes effect first.
        case initramfsDisagrees(path: String)
        /// The initramfs is rebuilt, so that it agrees with the file.
        case initramfsMade(path: String)
        /// The initramfs is to be rebuilt, and the result could not be inspected.
        case initramfsUnchecked(path: String)
        /// The initramfs could not be inspected.
        case initramfsUnread(path: String)

        var code: Code {
            switch self {
            case .chosen: .bootChosen
            case .reached: .bootReached
            case .fileUnread: .bootFileUnread
            case .fileIsLink: .bootFileIsLink
            case .linkRemoved: .bootLinkRemoved
            case .linesKept: .bootLinesKept
            case .builtIn: .bootBuiltIn
            case .contradiction: .bootContradiction
            case .noInitramfs: .bootNoInitramfs
            case .initramfsAgrees: .bootInitramfsAgrees
            case .initramfsDisagrees: .bootInitramfsDisagrees
            case .initramfsMade: .bootInitramfsMade
            case .initramfsUnchecked: .bootInitramfsUnchecked
            case .initramfsUnread: .bootInitramfsUnread
            }
        }
    }
}
