// SPDX-License-Identifier: Apache-2.0

/// What samples of an NVDIMM's device show: its beginning, and pages spread evenly over the rest.
public enum StoredData: Sendable, Hashable {
    /// All of them are zero.
    case blank
    /// The page at this offset, in bytes, is not zero.
    case found(at: UInt64)
    /// A page or the whole device could not be read.
    case unread(Gap)

    /// The size of a page in bytes.
    public static let pageSize: UInt64 = 4096

    /// The offsets of the sampled pages in a device, in bytes: its first 32 pages, and 32 up to its last one.
    ///
    /// - Parameter size: The size of the device.
    /// - Returns: The offsets, ascending; none for a device of less than a page.
    public static func samples(of size: ByteCount) -> [UInt64] {
        let pages = size.rawValue / pageSize
        let beginning = Swift.min(pages, 32)
        let rest = pages - beginning
        let spread = Swift.min(rest, 32)
        let last = (0..<spread).map { beginning + rest / spread * ($0 + 1) + rest % spread - 1 }
        return (Array(0..<beginning) + last).map { $0 * pageSize }
    }
}
