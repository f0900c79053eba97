// SPDX-License-Identifier: Apache-2.0

import DaxModel
import SampleHosts
import Testing

@testable import DaxHost

@Suite("What the kernel's files say of memory")
struct HostMemoryFilesTests {
    private static let zoneinfo = """
        Node 0, zone      DMA
          per-node stats
              nr_inactive_anon 1000
              nr_unevictable 3
              nr_shmem     7
              nr_shmem_hugepages 99
          pages free     3840
                boost    0
                min      38
                low      47
                high     56
                spanned  4095
                present  3998
                managed  3840
              nr_zone_active_file 5
        Node 0, zone    DMA32
          pages free     100
                low      10
                present  2000
                managed  1900
                protection: (0, 0, 0)
              nr_free_pages 100
              nr_zone_inactive_file 30
              nr_zone_active_file 20
              nr_zone_write_pending 5
          pagesets
            cpu: 0
                      count: 3
                      low:   9
        Node 0, zone   Normal
          pages free     11
                low      1
                present  50
                managed  40
        Node 1, zone  Movable
          per-node stats
              nr_shmem     4
          pages free     512
                low      2
                present  1024
                managed  1024
        Node 2, zone  Movable
          pages free     0
                low      0
                present  0
                managed  0

        """

    @Test("/proc/zoneinfo, each node's zones but DMA, and only nodes with memory")
    func zones() {
        let page = ByteCount(rawValue: 4096)
        let nodes = Surveyor.zones(Array(Self.zoneinfo.utf8), pageSize: page)
        var dram = NodeMemory(id: 0)
        dram.shared = page * 7
        dram.unevictable = page * 3
        (dram.kernel.present, dram.kernel.managed) = (page * 2050, page * 1940)
        (dram.kernel.free, dram.kernel.low, dram.kernel.cache) = (page * 111, page * 11, page * 45)
        var movable = NodeMemory(id: 1)
        movable.shared = page * 4
        (movable.movable.present, movable.movable.managed) = (page * 1024, page * 1024)
        (movable.movable.free, movable.movable.low) = (page * 512, page * 2)
        #expect(nodes == [dram, movable])
        #expect(nodes.last?.used == page * 512)
        #expect(Surveyor.zones([], pageSize: page).isEmpty)
        #expect(Surveyor.zones(Array("pages free 3\nNode x, zone Movable\n".utf8), pageSize: page).isEmpty)
    }

    @Test("/proc/meminfo and /proc/self/status")
    func figures() {
        let figures = Surveyor.figures(
            ["MemTotal", "MemAvailable", "HugePages_Total", "x", "Mem"],
            in: Array("MemTotal:  2 kB\nMemAvailable:    1048576 kB\nHugePages_Total:  3\nx: y kB\n".utf8))
        #expect(figures == ["MemTotal": .kibibytes(2), "MemAvailable": .mebibytes(1024)])
        #expect(
            Surveyor.allowedNodes(Array("Name:\tx\nMems_allowed_list:\t0,2-3\nThreads:\t1\n".utf8))
                == [0...0, 2...3])
        #expect(Surveyor.allowedNodes(Array("Name:\tMems_allowed_list:\t0\n".utf8)) == nil)
    }

    @Test(
        "the parameter memmap_on_memory of each kernel",
        arguments: [("Y", true), ("1", true), ("force", true), ("N", false), ("0", false), ("", nil)]
            as [(String, Bool?)])
    func parameter(text: String, value: Bool?) {
        #expect(Surveyor.keepsMaps(text) == value)
    }

    @Test("which processes were killed: as many as are counted, and the names that the log has")
    func kills() {
        #expect(KillWatch.count(Array("nr_dirty 3\noom_kill_x 9\noom_kill 12\n".utf8)) == 12)
        #expect(KillWatch.count(Array("nr_dirty 3\n".utf8)) == nil)
        let log = [
            "hog invoked oom-killer: gfp_mask=0x140dca",
            "Out of memory: Killed process 371 (hog) total-vm:1kB",
            "oom_reaper: reaped process 371 (hog), now anon-rss:0kB",
            "Memory cgroup out of memory: Killed process 40 (a b) total-vm:1kB",
        ]
        #expect(KillWatch.victims(of: 2, in: log) == ["process 371 (hog)", "process 40 (a b)"])
        #expect(KillWatch.victims(of: 4, in: log).last == "2 more processes")
        #expect(KillWatch.victims(of: 1, in: []) == ["1 process"])
    }

    @Test("nothing was killed before this was first asked")
    func first() {
        #expect(KillWatch().take().isEmpty)
    }
}
