// SPDX-License-Identifier: Apache-2.0

// Makes a namespace in mode devdax with the setters of libndctl, as root.
//
//     create-namespace REGION BYTES UUID UUID    the UUID of the labels, and that of the dax device
//
// Each setter writes one file of the kernel. Nothing locks the host, plans, or undoes: that is this program's business.

import Glibc
import Ndctl

let words = Array(CommandLine.arguments.dropFirst())
guard words.count == 4, let size = UInt64(words[1]) else {
    print("usage: create-namespace REGION BYTES UUID UUID")
    exit(64)
}

/// The namespace once it has a size, and the dax once it is on the namespace: what to free when a step fails.
var made: (namespace: String?, dax: String?) = (nil, nil)

do {
    var context = try Ndctl.Context()
    do {
        let name = try context.withRegion(words[0]) { (region) throws(NdctlError) -> String? in
            // The kernel keeps an unused namespace and an unused dax in each enabled region.
            try region.withNamespaceSeed { (namespace) throws(NdctlError) in
                try namespace.setUUID(words[2])
                made.namespace = namespace.name
                try namespace.setSize(size)
                try namespace.setSectorSize(512)
                try namespace.setEnforcedMode(.devdax)
                _ = try region.withDaxSeed { (dax) throws(NdctlError) in
                    try dax.setUUID(words[3])
                    made.dax = dax.name
                    try dax.setLocation(.pmem)
                    // A seed keeps the alignment of an earlier attempt.
                    try dax.setAlign(2 << 20)
                    try dax.setNamespace(namespace)
                    try dax.enable()
                }
                return namespace.name
            }
        }
        guard let name = name ?? nil else {
            print("\(words[0]) has no unused namespace")
            exit(1)
        }
        print("\(name): \(context.withNamespace(name) { $0.isActive } == true ? "enabled" : "disabled")")
    } catch {
        print("failed: \(error)")
        // No object is lent any more, so the context can free what was made.
        if let dax = made.dax { try context.deleteDax(dax) }
        if let namespace = made.namespace { try context.deleteNamespace(namespace) }
        exit(1)
    }
} catch {
    print("\(error)")
    exit(1)
}
