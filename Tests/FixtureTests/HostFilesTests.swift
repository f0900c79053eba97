// SPDX-License-Identifier: Apache-2.0

import DaxHost
import DaxModel
import Glibc
import SystemPackage
import Testing

/// What `LinuxHost` reads right before a write and what it writes, on plain files in the place of the kernel's.
@Suite("A host of plain files", .enabled(if: geteuid() == 0))
struct HostFilesTests {
    private static let device = DeviceName(region: 0, device: 0)
    private static let other = DeviceName(region: 1, device: 0)

    @Test
    func blockIsInAZoneOnlyWhenItIsOnlineThere() async throws {
        try await Fixture.with("pmem-bus") { host in
            func accepts(_ state: String, _ zones: String?) async throws -> [MemoryZone] {
                try await host.alter(
                    """
                    folder=sys/devices/system/memory/memory40 && mkdir -p $folder && cd $folder
                    rm -f valid_zones && echo \(state) >state
                    \(zones.map { "echo \($0) >valid_zones" } ?? "")
                    """)
                return try host.view {
                    [MemoryZone.movable, .kernel].filter { LinuxHost().holds(.zone(40, $0)) }
                }
            }
            let cases: [(state: String, zones: String?, accepted: [MemoryZone])] = [
                ("online", "Movable", [.movable]), ("online", "Normal", [.kernel]),
                ("online", "none", [.kernel]),
                ("online", nil, []), ("offline", "Movable Normal", []), ("going-offline", "Movable", []),
            ]
            for (state, zones, accepted) in cases {
                let found = try await accepts(state, zones)
                #expect(found == accepted, "\(state), \(zones ?? "no file")")
            }
        }
    }

    @Test
    func deviceIsUnusedOnlyWhereAllProcessesCanBeLookedAt() async throws {
        try await Fixture.with("pmem-bus") { host in
            try await host.alter(
                """
                mkdir -p proc/self/ns proc/20/task/20 proc/20/fd && printf 'CapEff:\\t1ffffffffff\\n' >proc/self/status
                ln -s 'pid:[4026531836]' proc/self/ns/pid && echo db >proc/20/comm && touch proc/20/maps
                echo 1:5 >sys/bus/dax/devices/\(Self.device)/dev
                """)
            func isUnused() throws -> Bool { try host.view { LinuxHost().holds(.unused(Self.device)) } }
            #expect(try isUnused())
            for (change, back) in [
                ("ln -s /dev/zero proc/20/fd/3", "rm proc/20/fd/3"),
                ("mv proc/20/fd proc/fd && touch proc/20/fd", "rm proc/20/fd && mv proc/fd proc/20"),
                ("mv proc/self/status proc/status", "mv proc/status proc/self"),
                (
                    "ln -sfn 'pid:[4026532000]' proc/self/ns/pid",
                    "ln -sfn 'pid:[4026531836]' proc/self/ns/pid"
                ),
                (
                    "mv sys/bus/dax/devices/\(Self.device)/dev dev/number",
                    "mv dev/number sys/bus/dax/devices/\(Self.device)/dev"
                ),
            ] {
                try await host.alter(change)
                #expect(try !isUnused(), "\(change)")
                try await host.alter(back)
                #expect(try isUnused(), "\(back)")
            }
            #expect(try host.view { !LinuxHost().holds(.unused(DeviceName(region: 9, device: 0))) })
        }
    }

    /// A node of a number that no driver has gives the error that the kernel gives for a device that does not match.
    @Test
    func bindByIdGivesBackWhatTheDriverTookBesides() async throws {
        try await Fixture.with("pmem-bus") { host in
            try await host.alter(
                """
                cd sys/bus/dax && mkdir -p drivers/kmem && rm -f drivers/kmem/* && touch drivers/kmem/new_id drivers/kmem/remove_id drivers/kmem/unbind
                mknod drivers/kmem/bind c 10 251 && rm -f devices/\(Self.device)/driver
                ln -sfn ../../../../../bus/dax/drivers/kmem devices/\(Self.other)/driver
                """)
            let failure = try host.view { () -> StepFailure? in
                do throws(StepFailure) {
                    try LinuxHost().perform(.bind(Self.device, .kmem, bystanders: [Self.other]))
                    return nil
                } catch {
                    return error
                }
            }
            guard case .refused(_, _, .noSuchDevice) = failure?.cause else {
                Issue.record("\(String(describing: failure))")
                return
            }
            for (file, name) in [("new_id", Self.device), ("remove_id", Self.device), ("unbind", Self.other)]
            {
                let path = "\(host.folder)/sys/bus/dax/drivers/kmem/\(file)"
                let descriptor = try FileDescriptor.open(path, .readOnly)
                let text = try descriptor.closeAfter {
                    try String(unsafeUninitializedCapacity: 64) {
                        try descriptor.read(into: UnsafeMutableRawBufferPointer($0))
                    }
                }
                #expect(text == name.description, "\(file)")
            }
        }
    }
}
