// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The numbers in the JSON of daxctl and ndctl, which are texts where people read them.
struct DropInNumbers: Sendable, Hashable {
    /// Whether people read them.
    let areHuman: Bool

    /// An address or another number that people read in hexadecimal.
    func address(_ number: UInt64) -> JSON {
        guard areHuman else { return JSON(number) }
        return .string(number == 0 ? "0" : "0x" + String(number, radix: 16))
    }

    /// A size, which people read in two units.
    func size(_ size: ByteCount) -> JSON {
        guard areHuman, size.rawValue >= 5000 << 10 else { return JSON(size.rawValue) }
        let scale: (binary: UInt64, decimal: UInt64, letter: String) =
            switch size.rawValue {
            case ..<(2 << 30): (1 << 20, 1_000_000, "M")
            case ..<(2 << 40): (1 << 30, 1_000_000_000, "G")
            default: (1 << 40, 1_000_000_000_000, "T")
            }
        let (binary, decimal) = (size.text(in: scale.binary), size.text(in: scale.decimal))
        return .string("\(binary) \(scale.letter)iB (\(decimal) \(scale.letter)B)")
    }
}

extension ByteCount {
    /// The size in a unit, rounded to two decimals.
    fileprivate func text(in unit: UInt64) -> String {
        let (whole, rest) = rawValue.quotientAndRemainder(dividingBy: unit)
        let hundredths = whole * 100 + (rest * 200 / unit + 1) / 2
        let (units, cents) = hundredths.quotientAndRemainder(dividingBy: 100)
        return "\(units).\(cents < 10 ? "0" : "")\(cents)"
    }
}
