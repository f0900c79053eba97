// SPDX-License-Identifier: Apache-2.0

// Lists what libndctl and libdaxctl see of this host. It needs no root, but sees more with it.
//
//     list-objects

import Daxctl
import Ndctl

/// A size in bytes, or a mark for one that the library does not know.
func text(_ size: UInt64?) -> String {
    size.map { "\($0) bytes" } ?? "unknown size"
}

do {
    // A context lends its objects to closures, which can't keep them.
    let nvdimms = try Ndctl.Context()
    try nvdimms.forEachBus { (bus) throws(NdctlError) in
        print("\(bus.name): \(bus.provider), commands: \(bus.commands.joined(separator: " "))")
        try bus.forEachDimm { (dimm) throws(NdctlError) in
            let state = try dimm.isActive ? "in use" : "idle"
            let labels = dimm.availableLabels.map { "\($0) labels free" } ?? "no labels"
            print("  \(dimm.name): \(dimm.uniqueID ?? "-"), \(state), \(labels)")
            for problem in dimm.problems { print("    problem: \(problem.rawValue)") }
        }
        try bus.forEachRegion { (region) throws(NdctlError) in
            let align = try region.align.map { ", align \($0)" } ?? ""
            print("  \(region.name): \(text(region.size)), free \(text(region.availableSize))\(align)")
            region.forEachMapping { mapping in
                let dimm = mapping.withDimm { $0.name } ?? "-"
                print("    on \(dimm): \(mapping.length) bytes from \(mapping.offset) on")
            }
            region.forEachNamespace { namespace in
                // Each enabled region keeps an unused one, from which the next is made.
                guard namespace.isConfigured else { return }
                let state = namespace.isActive ? "enabled" : "disabled"
                let uuid = namespace.uuid ?? "no UUID"
                print(
                    "    \(namespace.name): \(namespace.mode.rawValue), \(namespace.rawSize) bytes, \(state), \(uuid)"
                )
                namespace.withDax {
                    print("      \($0.name): \(text($0.size)), map in \($0.location.rawValue)")
                }
                namespace.withPfn {
                    print("      \($0.name): \(text($0.size)), \($0.blockDevice ?? "no block device")")
                }
                namespace.withBtt {
                    print("      \($0.name): \(text($0.size)), \($0.blockDevice ?? "no block device")")
                }
            }
        }
    }

    try Daxctl.Context().forEachRegion { (region) throws(DaxctlError) in
        print("dax region \(region.id): \(text(region.size)), \(region.availableSize) bytes free")
        try region.forEachDevice { (device) throws(DaxctlError) in
            // A function that an older library lacks throws an error that names both.
            let node = try device.targetNode.map { "node \($0)" } ?? "no node"
            print("  \(device.name): \(device.size) bytes, \(node)")
            for mapping in try device.mappings { print("    \(mapping.start) to \(mapping.end)") }
            _ = try device.withMemory { (memory) throws(DaxctlError) in
                print("    \(try memory.onlineBlockCount) of \(try memory.blockCount) memory blocks online")
            }
        }
    }
} catch {
    print("\(error)")
}
