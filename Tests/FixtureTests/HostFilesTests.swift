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
                    [MemoryZone.movable, .kernel].filter { LinuxHost().holds(.block(40, .zone($0))) }
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
            func isUnused() throws -> Bool {
                try host.view { LinuxHost().holds(.device(Self.device, .unused)) }
            }
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
            #expect(try host.view { !LinuxHost().holds(.device(DeviceName(region: 9, device: 0), .unused)) })
        }
    }

    /// Node 1 is in use to the last page, so a block of 128 MiB needs 32768 pages beyond node 0's watermark.
    @Test(arguments: [(32868, true), (32867, false)])
    func blockMayGoOfflineOnlyWhereItsContentsFitElsewhere(free: Int, isEnough: Bool) async throws {
        try await Fixture.with("pmem-bus") { host in
            try await host.alter(
                """
                mkdir -p proc/self && printf 'Mems_allowed_list:\\t0-1\\n' >proc/self/status
                printf 'MemAvailable: 1048576 kB\\nSwapFree: 0 kB\\n' >proc/meminfo
                cat >proc/zoneinfo <<EOF
                Node 0, zone   Normal
                  pages free     \(free)
                        low      100
                        present  524288
                        managed  524288
                Node 1, zone  Movable
                  pages free     0
                        low      0
                        present  524288
                        managed  524288
                EOF
                """)
            #expect(
                try host.view {
                    LinuxHost().holds(.node(1, .roomElsewhere(for: ByteCount(rawValue: 128 << 20))))
                }
                    == isEnough)
        }
    }

    @Test
    func writeThatTheKernelTakesWithoutEffectIsAFailure() async throws {
        try await Fixture.with("pmem-bus") { host in
            try await host.alter(
                """
                ln -sfn /dev/null sys/devices/system/memory/auto_online_blocks
                cd sys/bus/dax && mkdir -p drivers/kmem && rm -f drivers/kmem/* && touch drivers/kmem/unbind
                ln -sfn ../../../../../bus/dax/drivers/kmem devices/\(Self.device)/driver
                """)
            for action in [
                Action.setting(.setAutoOnline(.online)), .device(Self.device, .unbind(.kmem, blocks: [])),
            ] {
                let failure = try host.view { Self.failure(of: action) }
                #expect(failure?.cause == .noEffect(action.after))
            }
        }
    }

    private static func failure(of action: Action) -> StepFailure? {
        do throws(StepFailure) {
            try LinuxHost().perform(action)
            return nil
        } catch {
            return error
        }
    }

    /// A node of a number that no driver has gives the error that the kernel gives for a device that does not match.
    @Test(arguments: [nil, "offline", "online"])
    func bindByIdGivesBackWhatTheDriverTookBesides(block: String?) async throws {
        try await Fixture.with("pmem-bus") { host in
            // The first block of 128 MiB that lies wholly in the other device.
            let folder = "sys/devices/system/memory/memory33"
            try await host.alter(
                """
                rm -rf sys/devices/system/memory/memory[0-9]*
                \(block.map { "mkdir \(folder) && echo \($0) >\(folder)/state" } ?? "")
                cd sys/bus/dax && mkdir -p drivers/kmem && rm -f drivers/kmem/* && touch drivers/kmem/new_id drivers/kmem/remove_id drivers/kmem/unbind
                mknod drivers/kmem/bind c 10 251 && rm -f devices/\(Self.device)/driver
                ln -sfn ../../../../../bus/dax/drivers/kmem devices/\(Self.other)/driver
                """)
            let bind = Action.device(Self.device, .bind(.kmem, bystanders: [Self.other]))
            guard case .refused(_, _, .noSuchDevice) = try host.view({ Self.failure(of: bind) })?.cause else {
                Issue.record("the driver was expected not to take the device")
                return
            }
            for (file, name) in [("new_id", Self.device), ("remove_id", Self.device), ("unbind", Self.other)]
            {
                let text = try host.text("sys/bus/dax/drivers/kmem/\(file)")
                #expect(text == name.description, "\(file)")
            }
            if block != nil {
                let now = try host.text(folder + "/state")
                #expect(now.hasPrefix("offline"))
            }
        }
    }
}

extension Fixture {
    fileprivate func text(_ file: String) throws -> String {
        let descriptor = try FileDescriptor.open("\(folder)/\(file)", .readOnly)
        return try descriptor.closeAfter {
            try String(unsafeUninitializedCapacity: 64) {
                try descriptor.read(into: UnsafeMutableRawBufferPointer($0))
            }
        }
    }
}
