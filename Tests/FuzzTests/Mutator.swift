// SPDX-License-Identifier: Apache-2.0

import SampleHosts

/// Makes inputs: valid ones with some changes, and sometimes entirely random ones.
struct Mutator {
    var random: SplitMix64
    let seeds: [[UInt8]]
    /// Parts that random bytes would rarely contain.
    private static let parts: [[UInt8]] =
        [
            "0", "-1", "1", "00", "4294967296", "9223372036854775807", "9223372036854775808",
            "18446744073709551615", "99999999999999999999999", "0x", "0xffffffffffffffff", ".", "..", "-",
            ",", "/", " ",
            "\n", "\0", "\"", "\\u0000", "\\", "{", "[", "]", "}", ":", "=", "|", "#", "%", "dax", "e999",
            "½", "٣", "é",
            "\u{1F600}", "𝟙",
        ].map { Array($0.utf8) } + [[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80]]

    init(seed: UInt64, _ seeds: [[UInt8]]) {
        random = SplitMix64(seed: seed)
        self.seeds = seeds
    }

    /// A number below a limit, cheaply and nearly evenly.
    mutating func below(_ limit: Int) -> Int { Int(truncatingIfNeeded: random.next() >> 33) % max(limit, 1) }

    /// The next input.
    mutating func next() -> [UInt8] {
        guard below(10) > 0 else {
            return (0..<below(40)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        }
        var bytes = seeds[below(seeds.count)]
        for _ in 0..<1 + below(4) { change(&bytes) }
        return bytes
    }

    private mutating func change(_ bytes: inout [UInt8]) {
        let place = below(bytes.count + 1)
        let end = min(bytes.count, place + 1 + below(8))
        switch below(7) {
        case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
        case 1: bytes.replaceSubrange(place..<end, with: [])
        case 2: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 3: bytes.replaceSubrange(place..<place, with: Self.parts[below(Self.parts.count)])
        case 4: bytes.replaceSubrange(place..<end, with: Self.parts[below(Self.parts.count)])
        case 5:
            let other = seeds[below(seeds.count)]
            bytes.replaceSubrange(place..., with: other[min(below(other.count + 1), other.count)...])
        default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
        }
    }
}
