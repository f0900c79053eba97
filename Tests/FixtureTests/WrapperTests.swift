// SPDX-License-Identifier: Apache-2.0

import Daxctl
import Glibc
import Ndctl
import OrderedJSON
import SystemPackage
import Testing

/// What `Ndctl` and `Daxctl` say of captured hosts, beside the lists of the real ndctl and daxctl.
///
/// The whole lists are compared, so a property of the lists that a wrapper has wrong, or lacks, fails a test.
@Suite("The wrappers beside the peers", .enabled(if: geteuid() == 0))
struct WrapperTests {
    @Test(arguments: ["empty", "mixed", "pieces", "pieces-class", "pmem-bus", "pmem-class", "ranges"])
    func listsAreThoseOfThePeers(name: String) async throws {
        try await Fixture.with(name) { host in
            let (ndctl, daxctl) = try await (Self.ndctlList(of: host), Self.daxctlList(of: host))
            try Self.expect(host.wrapperView { try WrapperListing.ndctl() }, isThatOf: ndctl)
            try Self.expect(host.wrapperView { try WrapperListing.daxctl() }, isThatOf: daxctl)
        }
    }

    /// Each change shows in ndctl's list.
    @Test(arguments: [
        "put 258 nmem0/nfit/phys_id; put 77 nmem0/nfit/handle; put 8680-1 nmem1/nfit/id",
        "put 'save_fail map_fail' nmem0/nfit/flags",
        "put 'arm_fail not_armed restore_fail flush_fail smart_event' nmem0/nfit/flags",
        "put unlocked nmem0/security; put 1 nmem0/frozen; put overwrite nmem1/security",
        "rm nmem0/driver",
        "put cpu_cache region0/persistence_domain; put memory_controller region1/persistence_domain",
        "put 33554432 region0/align; put 7 region0/numa_node; put 9 region1/target_node",
        "put 1073741824 region0/available_size; put 536870912 region0/max_available_extent",
        "put 0x123456789abc region0/set_cookie; put nmem0,4096,8192,3 region0/mapping0",
        "put '64 8' region0/badblocks; rm region1/driver",
        "put myname region0/namespace0.0/alt_name; put 3 region0/namespace0.0/numa_node",
        "rm region0/dax0.0/driver region0/dax0.0/size; put ram region0/dax0.0/mode",
        "put 4096 region0/dax0.0/align; put '4096 16384 ' region0/dax0.1/supported_alignments",
        // A namespace in mode fsdax.
        """
        release; put pfn0.0 namespace0.0/holder; put memory namespace0.0/mode; cd pfn0.0; bind; put ram mode
        put 4096 align; put namespace0.0 namespace; put 11111111-2222-3333-4444-555555555555 uuid
        put 4292870144 size; mkdir -p block/pmem0
        """,
        // In mode sector.
        """
        release; put btt0.0 namespace0.0/holder; put safe namespace0.0/mode; cd btt0.0; bind
        put namespace0.0 namespace; put '512 520 [4096] 4104 ' sector_size; put 4292870144 size
        put 11111111-2222-3333-4444-555555555555 uuid; mkdir -p block/pmem0s
        """,
        // And raw.
        """
        release; put '' namespace0.0/holder; put raw namespace0.0/mode; cd namespace0.0; bind
        put '512 [4096] ' sector_size; mkdir -p block/pmem0
        """,
    ])
    func changeOfAnNvdimmIsSeen(change: String) async throws {
        try await Fixture.with("pmem-bus") { host in
            let before = try await Self.ndctlList(of: host)
            try await host.alter(
                """
                put() { rm -f "$2"; echo "$1" >"$2"; }
                bind() { ln -s ../../../../../../../bus/nd/drivers/nd_pmem driver; }
                release() {
                    cd region0; rm dax0.0/driver; put '' dax0.0/namespace; put '' dax0.0/uuid; put none dax0.0/mode
                }
                cd sys/devices/*/*/*/ndbus0
                \(change)
                """)
            let after = try await Self.ndctlList(of: host)
            #expect(after != before)
            try Self.expect(host.wrapperView { try WrapperListing.ndctl() }, isThatOf: after)
        }
    }

    /// Each change shows in daxctl's list.
    @Test(arguments: [
        "put 1048576 $device/size; put 4096 $device/align; put 7 sys/devices/*/*/*/*/*/dax0.0/dax0.0/target_node",
        "put 0x10000 $device/mapping0/page_offset; put 0x100000000 $device/mapping0/start",
        "rm $device/driver",
        "put 1073741824 $region/dax_region/available_size; put 2147483648 $region/dax_region/size",
        "put 4096 $region/dax_region/align",
        "put offline sys/devices/system/memory/memory33/state",
        "for zones in sys/devices/system/memory/memory*/valid_zones; do put Movable $zones; done",
    ])
    func changeOfADeviceIsSeen(change: String) async throws {
        try await Fixture.with("mixed") { host in
            let before = try await Self.daxctlList(of: host)
            try await host.alter(
                """
                put() { rm -f "$2"; echo "$1" >"$2"; }
                region=sys/devices/platform/hmem.2; device=$region/dax2.0
                \(change)
                """)
            let after = try await Self.daxctlList(of: host)
            #expect(after != before)
            try Self.expect(host.wrapperView { try WrapperListing.daxctl() }, isThatOf: after)
        }
    }

    @Test
    func objectsAreFoundByName() async throws {
        try await Fixture.with("pmem-bus") { host in
            try host.wrapperView {
                var ndctl = try Ndctl.Context()
                #expect(ndctl.withBus("ndbus0") { $0.name } == "ndbus0")
                #expect(ndctl.withDimm("nmem1") { $0.name } == "nmem1")
                #expect(ndctl.withRegion("region1") { $0.name } == "region1")
                #expect(ndctl.withNamespace("namespace1.0") { $0.name } == "namespace1.0")
                #expect(ndctl.withNamespace("namespace9.0") { $0.name } == nil)
                #expect(throws: NdctlError.self) { try ndctl.deleteNamespace("namespace9.0") }
                ndctl.rescan()
                #expect(ndctl.withBus("ndbus0") { $0.name } == "ndbus0")
                let daxctl = try Daxctl.Context()
                #expect(daxctl.withDevice("dax1.0") { $0.name } == "dax1.0")
                #expect(daxctl.withDevice("dax9.0") { $0.name } == nil)
            }
        }
    }

    /// No kernel serves these files, so each write changes a plain file, which the peer then reads.
    @Test
    func settersWriteTheKernelsFiles() async throws {
        try await Fixture.with("pmem-bus") { host in
            let uuids = (0..<2).map { "11111111-2222-3333-4444-55555555555\($0)" }
            try host.wrapperView {
                let context = try Ndctl.Context()
                _ = try context.withNamespace("namespace0.1") { namespace throws(NdctlError) in
                    try namespace.setUUID(uuids[0])
                    try namespace.setSize(1 << 24)
                    try namespace.setAltName("mine")
                    try namespace.setEnforcedMode(.devdax)
                    try namespace.setForcedRaw(true)
                }
                _ = try context.withRegion("region0") { region throws(NdctlError) in
                    try region.setAlign(1 << 25)
                    _ = try region.withDaxSeed { dax throws(NdctlError) in
                        try dax.setUUID(uuids[1])
                        try dax.setLocation(.pmem)
                        try dax.setAlign(1 << 30)
                    }
                }
            }
            let namespace = "sys/devices/*/*/*/ndbus0/region0/namespace0.1"
            try await host.alter("test $(cat \(namespace)/force_raw)$(cat \(namespace)/holder_class) = 1dax")
            try host.wrapperView {
                let context = try Ndctl.Context()
                #expect(try context.withRegion("region0") { region in try region.align } == 1 << 25)
                let namespace = context.withNamespace("namespace0.1") { namespace in
                    [
                        namespace.uuid, "\(namespace.rawSize)", namespace.altName,
                        namespace.enforcedMode.rawValue, "\(namespace.isForcedRaw)",
                    ]
                }
                #expect(namespace == [uuids[0], "16777216", "mine", "devdax", "true"])
                let seed = context.withRegion("region0") { region in
                    region.withDaxSeed { dax in
                        [dax.uuid, dax.location.rawValue, dax.align.map { "\($0)" }, "\(dax.isConfigured)"]
                    }
                }
                #expect(seed == [uuids[1], "pmem", "1073741824", "true"])
            }
        }
    }

    @Test(arguments: ["", "11111111-2222-3333-4444-55555555555", "11111111-2222-3333-4444-55555555555g"])
    func malformedUUIDIsRefused(uuid: String) async throws {
        try await Fixture.with("pmem-bus") { host in
            let failure = try host.wrapperView { () -> NdctlError? in
                let context = try Ndctl.Context()
                do throws(NdctlError) {
                    _ = try context.withNamespace("namespace0.1") { namespace throws(NdctlError) in
                        try namespace.setUUID(uuid)
                    }
                    return nil
                } catch {
                    return error
                }
            }
            #expect(failure?.operation == "ndctl_namespace_set_uuid")
            #expect(failure?.errno == .invalidArgument)
            #expect(failure?.missingFrom == nil)
        }
    }

    private static func expect(_ listing: JSON, isThatOf peer: JSON) {
        let differences = listing.sorted.differences(from: peer)
        #expect(differences == [])
    }

    private static func ndctlList(of host: Fixture) async throws -> JSON {
        try await list(host.ndctl(["list", "-vvv"])).withoutNamespaceBadblocks
    }

    private static func daxctlList(of host: Fixture) async throws -> JSON {
        try await list(host.daxctl(["list", "-iDRM"]))
    }

    /// The list of a peer in the order of names; one that finds nothing prints nothing.
    private static func list(_ outcome: Fixture.Outcome) throws -> JSON {
        let output = try Fixture.check(outcome).output
        return output.isEmpty ? .array([]) : try JSON(parsing: output).sorted
    }
}
