// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// `fastest`, `slowest`, `tier 4`, `>= 100 GB/s` or `<= 200 ns`.
extension Layout.Speed {
    var letters: String { description }

    init?(letters: String) {
        if letters == "fastest" || letters == "slowest" {
            self = letters == "fastest" ? .fastest : .slowest
            return
        }
        let spaced = [">=", "≥", "<=", "≤"].reduce(letters) { text, sign in
            text.hasPrefix(sign) ? "\(sign) \(text.dropFirst(sign.count))" : text
        }
        let words = spaced.split(separator: " ")
        guard words.count > 1, let number = Int(kernelDigits: words[1]) else { return nil }
        switch (words[0], words.count) {
        case ("tier", 2): self = .tier(number)
        case (">=", 3), ("≥", 3):
            guard let unit = Self.units.first(where: { $0.name == words[2] }) else { return nil }
            let (bytes, isTooLarge) = UInt64(number).multipliedReportingOverflow(by: unit.bytes)
            guard bytes > 0, !isTooLarge else { return nil }
            self = .bandwidth(atLeast: bytes)
        case ("<=", 3), ("≤", 3):
            guard number > 0, words[2] == "ns" else { return nil }
            self = .latency(atMost: UInt64(number))
        default: return nil
        }
    }
}
