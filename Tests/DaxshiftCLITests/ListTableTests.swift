// SPDX-License-Identifier: Apache-2.0

import DaxModel
import Testing

@testable import DaxshiftCLI

@Suite("daxshift list as a table")
struct ListTableTests {
    @Test func `at 160 columns everything is there`() throws {
        #expect(
            try table(MadeUpHost.mixed, width: 160) == """
                Linux 6.12.0-1-amd64, bus model, 128 MiB blocks, auto-online offline
                NAME             PROVIDER  MODE        STATE         SIZE  BLOCKS  NODE  ZONE                  TIER  DIST                READ               WRITE
                region0          pmem      static      enabled      8 GiB          1                             22    17   2048 MiB/s 300 ns
                ├─ namespace0.0            devdax      enabled   3.94 GiB
                │  └─ dax0.0               system-ram  partial   3.94 GiB   29/31  1     Movable 28, Normal 1    22    17   2048 MiB/s 300 ns
                └─ namespace0.2            fsdax       enabled      1 GiB
                region2          hmem      dynamic                  3 GiB          3                                       20480 MiB/s 120 ns  10240 MiB/s 130 ns
                ├─ dax2.1                  devdax      enabled   1.50 GiB    -/12  3                                       20480 MiB/s 120 ns  10240 MiB/s 130 ns
                └─ dax2.10                 devdax      disabled   512 MiB     -/?  3                                       20480 MiB/s 120 ns  10240 MiB/s 130 ns
                region10         pmem                  disabled     4 GiB

                """)
    }

    @Test func `at 80 columns every line is cut to the width`() throws {
        let text = try table(MadeUpHost.mixed, width: 80)
        #expect(
            text == """
                Linux 6.12.0-1-amd64, bus model, 128 MiB blocks, auto-online offline
                NAME             MODE        STATE         SIZE  BLOCKS  NODE  ZONE
                region0          static      enabled      8 GiB          1
                ├─ namespace0.0  devdax      enabled   3.94 GiB
                │  └─ dax0.0     system-ram  partial   3.94 GiB   29/31  1     Movable 28, Norm…
                └─ namespace0.2  fsdax       enabled      1 GiB
                region2          dynamic                  3 GiB          3
                ├─ dax2.1        devdax      enabled   1.50 GiB    -/12  3
                └─ dax2.10       devdax      disabled   512 MiB     -/?  3
                region10                     disabled     4 GiB

                """)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    }

    @Test func `without UTF-8 every byte is ASCII`() throws {
        var all = ListSelection()
        all.showsMappings = true
        all.includesIdle = true
        let text = try table(MadeUpHost.mixed, width: 80, selecting: all, utf8: false)
        #expect(
            text == """
                Linux 6.12.0-1-amd64, bus model, 128 MiB blocks, auto-online offline
                NAME              MODE        STATE         SIZE  BLOCKS  NODE  ZONE
                region0           static      enabled      8 GiB          1
                |- namespace0.0   devdax      enabled   3.94 GiB
                |  `- dax0.0      system-ram  partial   3.94 GiB   29/31  1     Movable 28, N...
                |     `- mapping0 0x104200000-0x1ffffffff 3.94 GiB at page 0
                |- namespace0.2   fsdax       enabled      1 GiB
                `- namespace0.10  raw         disabled       0 B
                region2           dynamic                  3 GiB          3
                |- dax2.1         devdax      enabled   1.50 GiB    -/12  3
                |  |- mapping0 0x400000000-0x43fffffff 1 GiB at page 0
                |  `- mapping1 0x480000000-0x49fffffff 512 MiB at page 262144
                |- dax2.10        devdax      disabled   512 MiB     -/?  3
                `- dax2.11        devdax      disabled       0 B     -/0  3
                region10                      disabled     4 GiB

                """)
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `colour changes no character of the text`() throws {
        let colored = try table(MadeUpHost.mixed, width: 160, color: true)
        let codes = ["\u{1B}[0m", "\u{1B}[1m", "\u{1B}[2m", "\u{1B}[32m", "\u{1B}[33m"]
        let plain = codes.reduce(colored) { text, code in text.split(separator: code).joined() }
        #expect(plain == (try table(MadeUpHost.mixed, width: 160)))
        #expect(
            colored.contains(
                "│  └─ \u{1B}[1mdax0.0\u{1B}[0m               system-ram  \u{1B}[33mpartial\u{1B}[0m"))
        #expect(colored.contains("\u{1B}[2mNAME\u{1B}[0m"))
    }

    @Test func `the class model is named`() throws {
        #expect(
            try table(MadeUpHost.compat, width: 100) == """
                Linux 5.10.0-33-amd64, class model (/sys/class/dax), 128 MiB blocks, auto-online online_movable
                NAME             PROVIDER  MODE    STATE        SIZE  BLOCKS  NODE  ZONE
                region0          pmem      static  enabled     4 GiB
                └─ namespace0.0            devdax  enabled  3.94 GiB
                   └─ dax0.0               devdax  enabled  3.94 GiB    -/31  1

                """)
    }

    @Test func `while devices are being moved, those of the class model are marked`() throws {
        var host = MadeUpHost.compat
        host.models = [.bus, .class]
        let text = try table(host, width: nil)
        #expect(text.contains("bus and class model (/sys/bus/dax, /sys/class/dax)"))
        #expect(text.contains("devdax (class)"))
    }

    @Test func `nothing found leaves one line that says why`() throws {
        #expect(try table(MadeUpHost.empty, width: 80) == "")
        func absence(_ kinds: Set<ListedKind>, of host: Inventory) throws -> String? {
            var all = ListSelection(kinds: kinds)
            let listing = try all.listing(of: host)
            all.includesIdle = true
            return try listing.absence(among: all.listing(of: host))
        }
        #expect(
            try absence(ListedKind.usual, of: MadeUpHost.empty)
                == "nothing to list: there are no regions, namespaces and devices")
        #expect(try absence([.device], of: MadeUpHost.mixed) == nil)
        var host = MadeUpHost.mixed
        host.devices.removeAll { $0.size != .zero }
        #expect(host.devices.count == 1)
        #expect(
            try absence([.device], of: host) == "nothing to list: all 1 devices are idle; --idle lists them")
        host.devices = []
        #expect(try absence([.device], of: host) == "nothing to list: there are no devices")
        host.warnings = ["nothing to list: the memory of the CXL devices mem0 is in no region"]
        #expect(try absence([.device], of: host) == nil)
    }

    @Test(
        "what is too wide goes in one order",
        arguments: [
            (145, "NAME PROVIDER MODE STATE SIZE BLOCKS NODE ZONE TIER DIST READ WRITE"),
            (144, "NAME PROVIDER MODE STATE SIZE BLOCKS NODE ZONE TIER DIST READ"),
            (124, "NAME PROVIDER MODE STATE SIZE BLOCKS NODE ZONE TIER DIST"),
            (104, "NAME PROVIDER MODE STATE SIZE BLOCKS NODE ZONE TIER"),
            (98, "NAME PROVIDER MODE STATE SIZE BLOCKS NODE ZONE"),
            (92, "NAME MODE STATE SIZE BLOCKS NODE ZONE"),
            (40, "NAME MODE STATE"),
        ])
    func columns(width: Int, header: String) throws {
        let lines = try table(MadeUpHost.mixed, width: width).split(separator: "\n")
        #expect(lines[1].split(separator: " ").filter { $0 != "…" }.joined(separator: " ") == header)
    }

    @Test func `named columns are printed whole, in their order, the tree where the name is`() throws {
        var part = ListSelection(kinds: [.namespace, .device])
        part.namespaces = MadeUpHost.mixed.namespaces.suffix(1).map(\.name)
        part.layout = ListLayout(columns: [.uuid, .size, .name], hasHeadings: false, sizesAreBytes: true)
        #expect(
            try table(MadeUpHost.mixed, width: 80, selecting: part) == """
                aa2a5b30-8c77-4b27-9d7a-5b8fb4a5d9c0  4225761280  namespace0.0
                aa2a5b30-8c77-4b27-9d7a-5b8fb4a5d9c0  4225761280  └─ dax0.0

                """)
        var named = MadeUpHost.mixed
        named.namespaces[named.namespaces.count - 1].altName = "cache"
        part.layout = ListLayout(columns: [.name, .altName], hasHeadings: false)
        #expect(
            try table(named, width: 80, selecting: part) == """
                namespace0.0  cache
                └─ dax0.0     cache

                """)
        part.layout = ListLayout(columns: [.mode, .tier], hasHeadings: true)
        #expect(
            try table(MadeUpHost.mixed, width: nil, selecting: part).split(separator: "\n").dropFirst() == [
                "MODE        TIER", "devdax", "system-ram    22",
            ])
    }

    @Test(
        "columns are named in any case, alone or after the usual ones",
        arguments: [
            ("name,Size", [.name, .size]), ("+uuid", ListColumn.usual + [.uuid]), ("", nil), ("NAME,", nil),
            ("speed", nil), ("uuid,+name", nil),
        ] as [(String, [ListColumn]?)])
    func names(text: String, columns: [ListColumn]?) {
        #expect(ColumnList(argument: text)?.columns == columns)
    }

    @Test func `devices alone are a plain list`() throws {
        let text = try table(MadeUpHost.mixed, width: 66, selecting: ListSelection(kinds: [.device]))
        #expect(
            text == """
                Linux 6.12.0-1-amd64, bus model, 128 MiB blocks, auto-online offl…
                NAME     MODE        STATE         SIZE  BLOCKS  NODE  ZONE
                dax0.0   system-ram  partial   3.94 GiB   29/31  1     Movable 28…
                dax2.1   devdax      enabled   1.50 GiB    -/12  3
                dax2.10  devdax      disabled   512 MiB     -/?  3

                """)
    }

    @Test(
        arguments: [
            ([MemoryBlock.State.online, .online], "online", "2/2"),
            ([.online, .goingOffline], "online", "2/2"),
            ([.online, .offline], "partial", "1/2"),
            ([.offline, .offline], "offline", "0/2"),
            ([.online, nil], "?", "1+1?/2"),
            ([.offline, nil], "?", "0+1?/2"),
            ([nil, nil], "?", "0+2?/2"),
            ([.online, .offline, nil], "partial", "1+1?/3"),
        ] as [([MemoryBlock.State?], String, String)])
    func `a block of unknown state counts as neither`(
        states: [MemoryBlock.State?], state: String, blocks: String
    ) throws {
        var host = Inventory(kernel: KernelRelease(rawValue: "6.12"))
        let memory = states.enumerated().map {
            MemoryBlock(index: BlockNumber(rawValue: $0), state: $1, zone: .movable)
        }
        host.devices = [
            DaxDevice(name: DeviceName(region: 1, device: 0), path: "", driver: .kmem, blocks: memory)
        ]
        let row = try table(host, width: nil).split(separator: "\n").last
        #expect(
            row?.split(separator: " ").prefix(6) == [
                "dax1.0", "?", "system-ram", state[...], "?", blocks[...],
            ])
    }

    @Test func `without root the blocks are unknown, not zero`() throws {
        var host = Inventory(kernel: KernelRelease(rawValue: "6.12"))
        host.blockSize = MadeUpHost.size(mebibytes: 128)
        host.devices = [
            DaxDevice(
                name: DeviceName(region: 1, device: 0), path: "", driver: .kmem,
                size: MadeUpHost.size(mebibytes: 256))
        ]
        let row = try table(host, width: nil).split(separator: "\n").last
        #expect(row == "dax1.0  ?         system-ram  ?      256 MiB       ?        ?")
    }

    @Test func `control characters never reach the terminal`() throws {
        var host = MadeUpHost.mixed
        host.namespaces[1].mode = "raw\u{1B}[2J\n"
        let text = try table(host, width: 140)
        #expect(text.contains("raw?[2J?"))
        #expect(!text.contains("\u{1B}"))
    }
}
