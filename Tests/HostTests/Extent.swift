// SPDX-License-Identifier: Apache-2.0

import Glibc
import Testing

/// How much of this tier runs: a fixed part, or all of it as `make test-long` does.
enum Extent {
    static let isWhole = getenv("DAXSHIFT_TEST_LONG") != nil

    /// The kernels or hosts on which a test runs.
    ///
    /// - Parameters:
    ///   - always: Those of the fixed part.
    ///   - others: Those that repeat the same on other hosts or kernels.
    /// - Returns: Those of this run.
    static func part<Place>(_ always: Place..., wholeWith others: Place...) -> [Place] {
        isWhole ? always + others : always
    }
}

extension Trait where Self == ConditionTrait {
    /// Guests take minutes and run the release build, so only `make test` and similar targets boot them.
    static var inGuests: Self {
        .enabled(if: getenv("DAXSHIFT_GUESTS") != nil, "only `make test` boots guests")
    }
}
