// SPDX-License-Identifier: Apache-2.0

// Makes a dax device system RAM, or prints the plan for that.
//
//     to-system-ram dax0.0                     changes this host, as root
//     to-system-ram --plan dax0.0              prints the plan for this host
//     to-system-ram --plan dax0.0 host.json    prints the plan for a host in a snapshot

import DaxFormat
import DaxHost
import Foundation

var words = CommandLine.arguments.dropFirst()
let isPlan = words.first == "--plan"
if isPlan { words.removeFirst() }
guard let name = words.popFirst().flatMap({ DeviceName($0) }), isPlan || words.isEmpty else {
    print("usage: to-system-ram [--plan] DEVICE [SNAPSHOT]")
    exit(64)
}

// A request says what is wanted. Which steps that takes is the plan's business.
let request = Request(selection: DeviceSelection(names: [name]), change: .systemRAM(.movable))

do {
    if isPlan {
        let plan =
            if let file = words.first {
                try SnapshotHost(
                    Snapshot.inventory(parsing: Array(Data(contentsOf: URL(filePath: file))))
                ).plan(request)
            } else {
                try LinuxHost().plan(request)
            }
        for loss in plan.devices.flatMap(\.losses) { print("lost: \(loss)") }
        for step in plan.steps { print("step: \(step.action)") }
        exit(0)
    }

    // The safe call: it locks the host, plans, and undoes everything if a step fails or takes too long. It changes
    // nothing if more than this would be lost; data on persistent memory is not in the list.
    let outcome = try LinuxHost().carryOut(
        request, accepting: [.alignment, .memoryMap], as: "to-system-ram",
        limits: RunLimits(step: .seconds(30), lock: .seconds(10)))
    for device in outcome.devices { print("\(device.name): \(device.result.rawValue)") }
    if let failure = outcome.failure {
        let end = outcome.isUndone ? "and undone" : "and not undone: recover the run before the next"
        print("failed: \(failure.finding.code.rawValue), \(end)")
        exit(1)
    }
} catch {
    // Whatever is thrown, nothing was changed.
    print("nothing was changed: \(error)")
    exit(1)
}
