// SPDX-License-Identifier: Apache-2.0

/// A statement in modprobe.d or on the kernel's command line about the drivers of NVDIMM dax devices.
public struct ModprobeStatement: Sendable, Hashable {
    /// The file.
    public var file: String
    /// Its lines, counted from 1.
    public var lines: ClosedRange<Int>
    /// Its meaning.
    public var directive: Directive
    /// Its text.
    public var text: String

    /// Creates a statement.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - lines: Its lines, counted from 1.
    ///   - directive: Its meaning.
    ///   - text: Its text.
    public init(file: String, lines: ClosedRange<Int>, directive: Directive, text: String) {
        self.file = file
        self.lines = lines
        self.directive = directive
        self.text = text
    }

    /// The meaning of a statement.
    public enum Directive: Sendable, Hashable {
        /// `alias`: the driver is loaded for nd devices that carry dax devices, in place of the kernel's default.
        case alias(DriverName)
        /// `blacklist`: the driver is not loaded for devices.
        case blacklist(DriverName)
        /// `install`: a command runs instead of loading the driver.
        case install(DriverName)
    }

    /// The alias with which the kernel requests the driver of an nd device that carries a dax device.
    public static let deviceAlias = "nd:t7"
}

extension ModprobeStatement: CustomStringConvertible {
    /// The file, the line and the text.
    public var description: String { "\(file), line \(lines.lowerBound): \(text)" }
}
