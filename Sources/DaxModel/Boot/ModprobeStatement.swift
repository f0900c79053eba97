// SPDX-License-Identifier: Apache-2.0

/// A statement of modprobe.d, or of the kernel's command line, about the drivers of NVDIMMs' dax devices.
public struct ModprobeStatement: Sendable, Hashable {
    /// The file.
    public var file: String
    /// The lines on which it stands, counted from 1.
    public var lines: ClosedRange<Int>
    /// What it says.
    public var directive: Directive
    /// Its words, as they stand there.
    public var text: String

    /// Creates a statement.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - lines: The lines on which it stands, counted from 1.
    ///   - directive: What it says.
    ///   - text: Its words, as they stand there.
    public init(file: String, lines: ClosedRange<Int>, directive: Directive, text: String) {
        self.file = file
        self.lines = lines
        self.directive = directive
        self.text = text
    }

    /// What a statement says.
    public enum Directive: Sendable, Hashable {
        /// The driver is the one for the nd devices that carry dax devices, in place of the kernel's own choice.
        case alias(DriverName)
        /// The driver is loaded for no device.
        case blacklist(DriverName)
        /// Something else is done than to load the driver.
        case install(DriverName)
    }

    /// The alias by which the kernel asks for a driver of an nd device that carries a dax device.
    public static let deviceAlias = "nd:t7"
}

extension ModprobeStatement: CustomStringConvertible {
    /// The file, the line and the words.
    public var description: String { "\(file), line \(lines.lowerBound): \(text)" }
}
