// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

@testable import DaxLab

@Suite struct QemuCommandTests {
    private static let common =
        "-nodefaults -no-user-config -display none -no-reboot -accel tcg,thread=single -cpu max "
    private static let ports =
        "-device virtio-serial-pci "
        + "-chardev socket,id=control,path=control -device virtserialport,chardev=control,nr=1,name=daxlab.control "
        + "-chardev socket,id=stdout,path=stdout -device virtserialport,chardev=stdout,nr=2,name=daxlab.stdout "
        + "-chardev socket,id=stderr,path=stderr -device virtserialport,chardev=stderr,nr=3,name=daxlab.stderr "
        + "-chardev file,id=console,path=console -serial chardev:console "
        + "-kernel /cache/vmlinux -initrd initramfs -append console=ttyS0 quiet panic=-1 no_timer_check"

    private static func hmat(_ target: Int, _ latency: Int, _ bandwidth: String) -> String {
        let bounds = "-numa hmat-lb,initiator=0,target=\(target),hierarchy=memory,data-type="
        return "\(bounds)access-latency,latency=\(latency) \(bounds)access-bandwidth,bandwidth=\(bandwidth) "
    }

    private static func nvdimms(node: Int) -> String {
        (0...1).map {
            "-object memory-backend-file,id=file\($0),share=on,mem-path=nvdimm\($0),size=4098M "
                + "-device nvdimm,id=nvdimm\($0),memdev=file\($0),node=\(node),label-size=2M "
        }.joined()
    }

    private static let golden: [(String, String, String)] = [
        (
            "nvdimm", "6.1",
            common + "-machine pc,nvdimm=on,hmat=on -m 2G,slots=2,maxmem=13G -smp 2,sockets=2 "
                + "-object memory-backend-ram,id=ram0,size=2G -numa node,nodeid=0,cpus=0-1,memdev=ram0,initiator=0 "
                + "-numa node,nodeid=1,initiator=0 " + hmat(0, 100, "8G") + hmat(1, 300, "2G")
                + nvdimms(node: 1) + ports
        ),
        (
            "hbm", "6.1",
            common + "-machine pc,hmat=on -m 5G -smp 2,sockets=2 "
                + "-object memory-backend-ram,id=ram0,size=3G -numa node,nodeid=0,cpus=0-1,memdev=ram0,initiator=0 "
                + "-object memory-backend-ram,id=ram1,size=2G -numa node,nodeid=1,memdev=ram1,initiator=0 "
                + hmat(0, 100, "8G") + hmat(1, 120, "16G") + ports + " memmap=2G%0x100000000-1+0xefffffff"
        ),
        (
            "mixed", "5.10",
            common + "-machine pc,nvdimm=on,hmat=on -m 5G,slots=2,maxmem=16G -smp 2,sockets=2 "
                + "-object memory-backend-ram,id=ram0,size=3G -numa node,nodeid=0,cpus=0-1,memdev=ram0,initiator=0 "
                + "-object memory-backend-ram,id=ram1,size=2G -numa node,nodeid=1,memdev=ram1,initiator=0 "
                + "-numa node,nodeid=2,initiator=0 " + hmat(0, 100, "8G") + hmat(1, 120, "16G")
                + hmat(2, 300, "2G")
                + nvdimms(node: 2) + ports + " numa=nohmat memmap=2G%0x100000000-1+0xefffffff"
        ),
        (
            "legacy", "6.12",
            common + "-machine pc -m 7G -smp 2,sockets=2 "
                + "-object memory-backend-ram,id=ram0,size=7G -numa node,nodeid=0,cpus=0-1,memdev=ram0 "
                + ports + " memmap=4G!0x100000000"
        ),
    ]

    @Test func emulatesEachCXLDeviceBehindItsOwnPortAndWindow() throws {
        let host = try #require(try Host.preset("cxl2"))
        let devices = (0...1).map {
            "-device cxl-rp,port=\($0),bus=cxl,id=port\($0),chassis=0,slot=\($0 + 2) "
                + "-object memory-backend-ram,id=cxl-ram\($0),share=on,size=512M "
                + "-device cxl-type3,bus=port\($0),volatile-memdev=cxl-ram\($0),id=cxl\($0) "
        }.joined()
        let (common, ports) = (
            Self.common.replacing("-cpu max", with: "-cpu max,-hypervisor"),
            Self.ports.replacing(
                "-kernel",
                with: "-device pxb-cxl,bus_nr=12,bus=pcie.0,id=cxl \(devices)"
                    + "-M cxl-fmw.0.targets.0=cxl,cxl-fmw.0.size=4G,cxl-fmw.1.targets.0=cxl,cxl-fmw.1.size=4G -kernel"
            )
        )
        #expect(
            try arguments(host, kernel: "6.12").joined(separator: " ") == common
                + "-machine q35,cxl=on -m 2G -smp 2,sockets=2 -object memory-backend-ram,id=ram0,size=2G "
                + "-numa node,nodeid=0,cpus=0-1,memdev=ram0 \(ports)")
        #expect(host.onlyAccelerator == .tcg)
    }

    @Test(
        arguments: [
            (
                "cxl", "6.1", nil,
                "the host cxl has CXL memory, of which Linux 6.1 makes no regions; take --kernel"
            ),
            ("cxl2", "7.2", .kvm, "the host cxl2 has CXL memory, which QEMU emulates only with --accel tcg"),
        ] as [(String, String, Accelerator?, String)])
    func refusesWhatCanNotHaveCXLMemory(
        name: String, kernel: String, accelerator: Accelerator?, message: String
    ) async throws {
        var guest = try Guest(host: #require(try Host.preset(name)), kernel: Kernel(named: kernel))
        guest.accelerator = accelerator
        let error = await #expect(throws: LabError.self) { try await guest.run(["true"]) }
        #expect(error?.code == .request)
        #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
    }

    @Test(arguments: golden)
    func emulatesThePresets(_ name: String, _ kernel: String, _ command: String) throws {
        let host = try #require(try Host.preset(name))
        #expect(try arguments(host, kernel: kernel).joined(separator: " ") == command)
    }

    @Test func laysReservedMemoryOutAfterWhatComesBefore() throws {
        let host = try Host(
            parsing: """
                {"nodes": [
                  {"cpus": 1, "memory": "3G"}, {"memory": "1G"}, {"soft_reserved": "1G"}, {"legacy_pmem": "2G"}
                ], "kernel_arguments": ["debug"]}
                """, name: "x.json")
        let appended = try arguments(host, append: "a b").last
        #expect(
            appended
                == "console=ttyS0 quiet panic=-1 no_timer_check memmap=1G%0x140000000-1+0xefffffff "
                + "memmap=2G!0x180000000 debug a b"
        )
    }

    @Test func writesCommasInPathsTwice() throws {
        var host = try #require(try Host.preset("nvdimm"))
        host.nvdimms.removeLast()
        #expect(try arguments(host, files: ["/a,b/c"]).contains { $0.contains("mem-path=/a,,b/c,size") })
    }

    @Test func givesAnUnlabelledNVDIMMNoLabelArea() throws {
        let host = try Host(
            parsing:
                #"{"nodes": [{"cpus": 1, "memory": "1G"}], "nvdimms": [{"size": "1G", "label_size": "0K"}]}"#,
            name: "x.json")
        #expect(try arguments(host, files: ["f"]).contains("nvdimm,id=nvdimm0,memdev=file0,node=0"))
    }

    private func arguments(
        _ host: Host, kernel: String = "6.1", files: [FilePath] = ["nvdimm0", "nvdimm1"],
        append: String? = nil
    ) throws -> [String] {
        try QemuCommand(
            host: host, kernel: Kernel(named: kernel), image: "/cache/vmlinux", accelerator: .tcg,
            nvdimmFiles: files,
            append: append, console: "console"
        ).arguments()
    }
}
