// SPDX-License-Identifier: Apache-2.0

/// The initramfs that the running kernel boots with.
public struct Initramfs: Sendable, Hashable {
    /// The image.
    public var path: String
    /// What makes the image.
    public var maker: Maker
    /// What is in it; nil when it could not be looked into.
    public var contents: Contents?

    /// Creates the description of an image.
    ///
    /// - Parameters:
    ///   - path: The image.
    ///   - maker: What makes the image.
    ///   - contents: What is in it.
    public init(path: String, maker: Maker, contents: Contents?) {
        self.path = path
        self.maker = maker
        self.contents = contents
    }

    /// What of an image matters here.
    public struct Contents: Sendable, Hashable {
        /// Whether it has a driver of NVDIMMs' dax devices, so that its own configuration decides.
        public var hasDrivers: Bool
        /// Whether it has a copy of ``KernelFile/modprobe``.
        public var hasFile: Bool

        /// Creates the contents.
        ///
        /// - Parameters:
        ///   - hasDrivers: Whether it has a driver of NVDIMMs' dax devices.
        ///   - hasFile: Whether it has a copy of ``KernelFile/modprobe``.
        public init(hasDrivers: Bool, hasFile: Bool) {
            self.hasDrivers = hasDrivers
            self.hasFile = hasFile
        }
    }

    /// An image that is made again.
    public struct Making: Sendable, Hashable {
        /// The image.
        public var path: String
        /// The program that makes it, and its arguments.
        public var command: [String]
        /// Whether it gets a copy of ``KernelFile/modprobe``.
        public var hasFile: Bool

        /// Creates the making of an image.
        ///
        /// - Parameters:
        ///   - path: The image.
        ///   - command: The program that makes it, and its arguments.
        ///   - hasFile: Whether it gets a copy of ``KernelFile/modprobe``.
        public init(path: String, command: [String], hasFile: Bool) {
            self.path = path
            self.command = command
            self.hasFile = hasFile
        }
    }

    /// What makes images.
    public enum Maker: String, Sendable, Hashable {
        /// Debian's initramfs-tools.
        case initramfsTools = "initramfs-tools"
        /// dracut.
        case dracut
    }

    /// The command that makes the image again.
    ///
    /// - Parameter kernel: The kernel that boots with it.
    /// - Returns: The program and its arguments.
    public func rebuilding(for kernel: KernelRelease) -> [String] {
        switch maker {
        case .initramfsTools: ["update-initramfs", "-u", "-k", kernel.rawValue]
        case .dracut: ["dracut", "-f", path, kernel.rawValue]
        }
    }

    /// Whether the image decides by another configuration than the root file system holds; nil: can't be told.
    ///
    /// - Parameter file: What stands, or will stand, at ``KernelFile/modprobe``.
    /// - Returns: Whether it must be made again.
    public func disagrees(with file: FileContent) -> Bool? {
        contents.map { $0.hasDrivers && $0.hasFile != (file != .absent) }
    }
}
