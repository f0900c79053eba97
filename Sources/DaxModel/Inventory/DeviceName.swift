// SPDX-License-Identifier: Apache-2.0

/// The kernel's name of a dax device, `daxX.Y`: device Y of dax region X.
///
/// Names are for people: they change when regions are probed in another order.
/// The ``PhysicalRange`` of a device and the UUID of its namespace stay the same.
public struct DeviceName: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The id of the dax region, X in `daxX.Y`.
    public let region: RegionNumber
    /// The id of the device in its region, Y in `daxX.Y`.
    public let device: Int

    /// Creates the name of device `device` in region `region`.
    public init(region: RegionNumber, device: Int) {
        self.region = region
        self.device = device
    }

    /// Creates a name from exactly `daxX.Y`, or returns nil for anything else.
    public init?(_ text: some StringProtocol) {
        let text = Substring(text).utf8
        guard text.starts(with: "dax".utf8), let dot = text.firstIndex(of: UInt8(ascii: ".")),
            let region = Int(kernelDigits: text[..<dot].dropFirst(3)),
            let device = Int(kernelDigits: text[dot...].dropFirst())
        else { return nil }
        self.init(region: RegionNumber(rawValue: region), device: device)
    }

    /// The name as the kernel writes it.
    public var description: String { "dax" + region.description + "." + device.description }

    /// Orders names by number: `dax2.0` before `dax10.0`.
    public static func < (left: DeviceName, right: DeviceName) -> Bool {
        (left.region, left.device) < (right.region, right.device)
    }
}

extension Int {
    /// Creates a number from decimal digits as the kernel writes them: no sign, no leading zero.
    public init?(kernelDigits text: some StringProtocol) {
        self.init(kernelDigits: Substring(text).utf8)
    }

    fileprivate init?(kernelDigits text: Substring.UTF8View) {
        guard let first = text.first, first != UInt8(ascii: "0") || text.count == 1 else { return nil }
        var number = 0
        for byte in text {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
            let (tens, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isBeyond) = tens.addingReportingOverflow(Int(byte - UInt8(ascii: "0")))
            guard !isTooLarge, !isBeyond else { return nil }
            number = sum
        }
        self = number
    }
}
