// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import Testing

@testable import DaxshiftCLI

@Suite("The progress on a terminal")
struct ProgressLineTests {
    private func shown(_ action: Action, _ wait: RunProgress.Wait?, isInteractive: Bool = true) -> String {
        let output = Recorder()
        let terminal = Terminal(isInteractive: isInteractive, width: 80, usesColor: false, usesUTF8: true)
        ProgressLine(on: Diagnostics(on: output), terminal)
            .show(RunProgress(step: 3, total: 35, action: action, isUndo: false, wait: wait))
        return output.text
    }

    @Test func `a step that takes long shows which try it is, the time gone and the time left`() {
        let wait = RunProgress.Wait(attempt: 4, gone: .milliseconds(12_600), left: .milliseconds(17_400))
        #expect(
            shown(.block(81, .offline), wait)
                == "\r\u{1B}[K3/35: take memory81 offline, try 4, 12 s gone, 17 s left")
        #expect(
            shown(.device(DeviceName(region: 0, device: 0), .unbind(.kmem, blocks: [])), wait)
                .hasSuffix(", 12 s gone, 17 s left"))
        #expect(shown(.block(81, .offline), nil) == "\r\u{1B}[K3/35: take memory81 offline")
    }

    @Test func `nothing is shown elsewhere than on a terminal`() {
        let wait = RunProgress.Wait(attempt: 1, gone: .seconds(2), left: .seconds(28))
        #expect(shown(.block(81, .offline), wait, isInteractive: false).isEmpty)
    }
}
