// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    /// Its two hexadecimal digits.
    var hexDigits: String { (self < 16 ? "0" : "") + String(self, radix: 16) }
}

extension [UInt8] {
    /// Reads two hexadecimal digits for each byte; nil for any other text.
    init?(hexDigits text: some StringProtocol) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        self = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[start..<start + 2], as: UTF8.self), radix: 16)
            else {
                return nil
            }
            append(byte)
        }
    }
}
