// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

/// A run of one parser on many inputs.
struct Fuzz {
    let name: String
    let seeds: [[UInt8]]

    init(_ name: String, _ seeds: [String]) {
        self.name = name
        self.seeds = seeds.map { Array($0.utf8) }
    }

    init(_ name: String, bytes seeds: [[UInt8]]) {
        self.name = name
        self.seeds = seeds
    }

    /// Runs a body, which returns whether it accepted the input, on the inputs, and prints the line of the
    /// table.
    ///
    /// There are a million inputs when compiled optimized, as `make test` does it. `DAXSHIFT_FUZZ_COUNT` in
    /// the environment sets another number, and `DAXSHIFT_FUZZ_SEED` another seed. A crash ends the whole
    /// process; an input that takes seconds of processor time is a hang.
    ///
    /// - Parameters:
    ///   - divisor: The divisor of the number of inputs, for bodies that take long.
    ///   - body: Reads an input.
    func run(dividedBy divisor: Int = 1, _ body: (_ input: [UInt8], _ random: inout Mutator) -> Verdict) {
        let count = (Self.number("DAXSHIFT_FUZZ_COUNT") ?? Self.count) / divisor
        let seed = Self.number("DAXSHIFT_FUZZ_SEED") ?? 1
        var mutator = Mutator(seed: UInt64(seed), seeds)
        var taken = 0
        var lost: [String] = []
        var longest = Duration.zero
        for _ in 0..<count {
            let input = mutator.next()
            let start = Self.time
            switch body(input, &mutator) {
            case .taken: taken += 1
            case .refused: break
            case .wrong(let why):
                lost.append("\(why): \(String(decoding: input, as: UTF8.self).debugDescription)")
            }
            longest = max(longest, Self.time - start)
        }
        let hangs = longest > .seconds(5) ? 1 : 0
        print(
            "fuzz: \(name): \(count) cases, \(count - lost.count - hangs) survived (\(taken) of them taken, "
                + "\(count - lost.count - taken) refused)")
        #expect(lost.isEmpty, "\(lost.prefix(5).joined(separator: "\n"))")
        #expect(hangs == 0, "an input took \(longest)")
        #expect(taken > 0 && taken < count, "the inputs are all alike")
    }

    /// The result of an input.
    enum Verdict {
        /// It was parsed, and the value is what the input says.
        case taken
        /// It was refused.
        case refused
        /// It was parsed as something that it does not say.
        case wrong(String)

        init(_ isTaken: Bool) { self = isTaken ? .taken : .refused }
    }

    #if DEBUG
        private static let count = 20_000
    #else
        private static let count = 1_000_000
    #endif

    /// The processor time of this thread, since other tests may delay it.
    private static var time: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    private static func number(_ variable: String) -> Int? {
        getenv(variable).flatMap { Int(String(cString: $0)) }
    }
}
