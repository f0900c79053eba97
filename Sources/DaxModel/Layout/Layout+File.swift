// SPDX-License-Identifier: Apache-2.0

extension Layout {
    /// The file of the host's layout.
    public static let path = "/etc/daxshift/layout.yaml"
    /// The folder of the files that add to it, whose names end in `.yaml`.
    public static let folder = "/etc/daxshift/layout.d"

    /// A file of a layout.
    public struct File: Sendable, Hashable {
        /// The file.
        public var path: String
        /// Its text in UTF-8; a failure says why it can't be read.
        public var text: Result<[UInt8], DeviceConfiguration.Unreadable>

        /// Creates a file.
        ///
        /// - Parameters:
        ///   - path: The file.
        ///   - text: Its text in UTF-8; a failure says why it can't be read.
        public init(path: String, text: Result<[UInt8], DeviceConfiguration.Unreadable>) {
            self.path = path
            self.text = text
        }
    }
}
