// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import DaxLab

@Suite struct ExitCodeTests {
    @Test(arguments: [
        (GuestOutcome.exited(0), Int32(0)), (.exited(7), 7), (.exited(126), 126),
        (.timedOut(isReady: true, console: ""), 124),
        (.timedOut(isReady: false, console: ""), 124), (.died(console: ""), 126), (.outputClosed, 141),
    ])
    func followsFromTheOutcome(_ outcome: GuestOutcome, _ status: Int32) {
        #expect(Session.status(of: outcome, timeout: 1) == status)
    }

    @Test func followsFromTheError() {
        #expect(ExitCode(LabError.request("")).rawValue == 64)
        #expect(ExitCode(LabError.lab("")).rawValue == 125)
    }
}
