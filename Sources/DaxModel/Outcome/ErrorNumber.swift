// SPDX-License-Identifier: Apache-2.0

/// An error number of the kernel, with its name and the system's words for it.
public struct ErrorNumber: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
    /// The number, as in `errno`.
    public let rawValue: Int32

    /// Creates an error number.
    ///
    /// - Parameter rawValue: The number, as in `errno`.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// EPERM.
    public static let notPermitted = ErrorNumber(rawValue: 1)
    /// ENOENT.
    public static let noSuchFile = ErrorNumber(rawValue: 2)
    /// EINTR.
    public static let interrupted = ErrorNumber(rawValue: 4)
    /// EIO.
    public static let inputOutput = ErrorNumber(rawValue: 5)
    /// ENXIO.
    public static let noSuchDeviceOrAddress = ErrorNumber(rawValue: 6)
    /// EAGAIN.
    public static let tryAgain = ErrorNumber(rawValue: 11)
    /// ENOMEM.
    public static let noMemory = ErrorNumber(rawValue: 12)
    /// EACCES.
    public static let accessDenied = ErrorNumber(rawValue: 13)
    /// EBUSY.
    public static let busy = ErrorNumber(rawValue: 16)
    /// EEXIST.
    public static let exists = ErrorNumber(rawValue: 17)
    /// ENODEV.
    public static let noSuchDevice = ErrorNumber(rawValue: 19)
    /// EINVAL.
    public static let invalid = ErrorNumber(rawValue: 22)
    /// ENOSPC.
    public static let noSpace = ErrorNumber(rawValue: 28)
    /// EROFS.
    public static let readOnly = ErrorNumber(rawValue: 30)
    /// EHWPOISON.
    public static let poisoned = ErrorNumber(rawValue: 133)
    /// EOPNOTSUPP.
    public static let notSupported = ErrorNumber(rawValue: 95)

    private static let texts: [ErrorNumber: String] = [
        .notPermitted: "Operation not permitted (EPERM)",
        .noSuchFile: "No such file or directory (ENOENT)",
        .interrupted: "Interrupted system call (EINTR)",
        .inputOutput: "Input/output error (EIO)",
        .noSuchDeviceOrAddress: "No such device or address (ENXIO)",
        .tryAgain: "Resource temporarily unavailable (EAGAIN)",
        .noMemory: "Cannot allocate memory (ENOMEM)",
        .accessDenied: "Permission denied (EACCES)",
        .busy: "Device or resource busy (EBUSY)",
        .exists: "File exists (EEXIST)",
        .noSuchDevice: "No such device (ENODEV)",
        .invalid: "Invalid argument (EINVAL)",
        .noSpace: "No space left on device (ENOSPC)",
        .readOnly: "Read-only file system (EROFS)",
        .poisoned: "Memory page has hardware error (EHWPOISON)",
        .notSupported: "Operation not supported (EOPNOTSUPP)",
    ]

    /// The system's words and the name of the number.
    public var description: String { Self.texts[self] ?? "error \(rawValue)" }
}
