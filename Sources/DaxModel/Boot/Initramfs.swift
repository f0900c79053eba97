// SPDX-License-Identifier: Apache-2.0

/// The initramfs that the running kernel boots with.
public struct Initramfs: Sendable, Hashable {
    /// The image.
    public var path: String
    /// The tool that makes the image.
    public var maker: Maker
    /// Its contents; nil when it could not be inspected.
    public var contents: Contents?

    /// Creates the description of an image.
    ///
    /// - Parameters:
    ///   - path: The image.
    ///   - maker: The tool that makes the image.
    ///   - contents: Its contents.
    public init(path: String, maker: Maker, contents: Contents?) {
        self.path = path
        self.maker = maker
        self.contents = contents
    }

    /// The relevant contents of an image.
    public struct Contents: Sendable, Hashable {
        /// Whether it has a driver of NVDIMM dax devices, so that its own configuration takes effect.
        public var hasDrivers: Bool
        /// Whether it has a copy of ``KernelFile/modprobe``.
        public var hasFile: Bool

        /// Creates the contents.
        ///
        /// - Parameters:
        ///   - hasDrivers: Whether it has a driver of NVDIMM dax devices.
        ///   - hasFile: Whether it has a copy of ``KernelFile/modprobe``.
        public init(hasDrivers: Bool, hasFile: Bool) {
            self.hasDrivers = hasDrivers
            self.hasFile = hasFile
        }
    }

    /// A rebuild of an image.
    public struct Making: Sendable, Hashable {
        /// The image.
        public var path: String
        /// The program that rebuilds it, and its arguments.
        public var command: [String]
        /// Whether it gets a copy of ``KernelFile/modprobe``.
        public var hasFile: Bool

        /// Creates a rebuild.
        ///
        /// - Parameters:
        ///   - path: The image.
        ///   - command: The program that rebuilds it, and its arguments.
        ///   - hasFile: Whether it gets a copy of ``KernelFile/modprobe``.
        public init(path: String, command: [String], hasFile: Bool) {
            self.path = path
            self.command = command
            self.hasFile = hasFile
        }
    }

    /// The tools that make images.
    public enum Maker: String, Sendable, Hashable {
        /// Debian's initramfs-tools.
        case initramfsTools = "initramfs-tools"
        /// dracut.
        case dracut
    }

    /// The command that rebuilds the image.
    ///
    /// - Parameter kernel: The kernel that boots with it.
    /// - Returns: The program and its arguments.
    public func rebuilding(for kernel: KernelRelease) -> [String] {
        switch maker {
        case .initramfsTools: ["update-initramfs", "-u", "-k", kernel.rawValue]
        case .dracut: ["dracut", "-f", path, kernel.rawValue]
        }
    }

    /// Whether the image has the drivers and another configuration than the root file system; nil if unknown.
    ///
    /// - Parameter file: The current or future file at ``KernelFile/modprobe``.
    /// - Returns: Whether it must be rebuilt.
    public func disagrees(with file: FileContent) -> Bool? {
        contents.map { $0.hasDrivers && $0.hasFile != (file != .absent) }
    }
}
