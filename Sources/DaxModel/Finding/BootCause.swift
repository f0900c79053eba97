// SPDX-License-Identifier: Apache-2.0

extension Finding {
    /// What decides on the device model of the next boot.
    public enum BootCause: Sendable, Hashable {
        /// The next boot brings up the model, by ``KernelFile/modprobe`` or without it.
        case chosen(DeviceModel, withFile: Bool)
        /// The next boot brings up the model already.
        case reached(DeviceModel)
        /// The file can't be read, or is no text.
        case fileUnread
        /// The file is a link to one that does not ask for the bus model.
        case fileIsLink(target: String)
        /// Only the link is removed; what it leads to stays.
        case linkRemoved(target: String)
        /// The file keeps so many lines that were written by hand.
        case linesKept(Int)
        /// The driver of the other model is part of the kernel.
        case builtIn(DriverName)
        /// A statement keeps devices from the model.
        case contradiction(ModprobeStatement, DeviceModel)
        /// No initramfs of the kernel was found.
        case noInitramfs(KernelRelease)
        /// The initramfs agrees with the file.
        case initramfsAgrees(path: String)
        /// The initramfs has the drivers and another configuration, and decides first.
        case initramfsDisagrees(path: String)
        /// The initramfs is made again, so that it agrees with the file.
        case initramfsMade(path: String)
        /// The initramfs is to be made again, and whether that has worked could not be seen.
        case initramfsUnchecked(path: String)
        /// The initramfs could not be looked into.
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
