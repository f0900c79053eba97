// SPDX-License-Identifier: Apache-2.0

// Lists the dax devices of a host, and how each is used. It needs no root, but sees more with it.
//
//     dax-use              lists those of this host
//     dax-use host.json    lists those in a file that 'daxshift list --snapshot host.json' wrote

import DaxFormat
import DaxHost
import Foundation

/// How a device is used, in a few words.
func use(of device: DaxDevice) -> String {
    switch device.mode {
    case nil: return "no driver"
    case .systemRAM:
        let online = device.blocks.count { $0.state == .online }
        return "\(online) of \(device.blocks.count) memory blocks online"
    case .devdax, .famfs:
        // A reason why users may have been missed: then an empty list does not mean that there are none.
        if device.unseenUsers != nil { return "unknown, ask as root" }
        return device.users.isEmpty ? "no process" : device.users.map { "\($0)" }.joined(separator: ", ")
    }
}

/// A row of the table.
func row(_ columns: String...) -> String {
    columns.dropLast().map { $0.padding(toLength: 12, withPad: " ", startingAt: 0) }.joined()
        + (columns.last ?? "")
}

// An inventory is a value. Where it comes from makes no difference to what follows.
let inventory: Inventory
switch CommandLine.arguments.dropFirst().first {
case nil:
    inventory = LinuxHost().survey()
case let file?:
    do {
        inventory = try Snapshot.inventory(parsing: Array(Data(contentsOf: URL(filePath: file))))
    } catch {
        print("\(file) is no snapshot: \(error)")
        exit(1)
    }
}

print(row("DEVICE", "SIZE", "MODE", "USED BY"))
for device in inventory.devices {
    // What could not be read is nil, never 0.
    let size = device.size.map { "\($0)" } ?? "?"
    print(row("\(device.name)", size, device.mode?.rawValue ?? "-", use(of: device)))
}
for gap in inventory.gaps where !gap.needsRoot { print("note: \(gap)") }
