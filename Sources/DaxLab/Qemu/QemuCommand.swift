// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The command that emulates a host, run in its own folder with the files of relative names.
struct QemuCommand {
    /// The program.
    static let program = "qemu-system-x86_64"
    /// The initramfs, in the run's folder.
    static let initramfs: FilePath = "initramfs"
    /// The sockets of the ports, in the run's folder, in the order of the ports' numbers.
    static let sockets: [FilePath.Component] = ["control", "stdout", "stderr"]

    var host: Host
    var kernel: Kernel
    /// The kernel as an ELF file, which starts faster than a compressed one.
    var image: FilePath
    var accelerator: Accelerator
    /// The backing files of the NVDIMMs.
    var nvdimmFiles: [FilePath]
    /// More kernel arguments, as given on the command line.
    var append: String?
    /// The file for the output of the guest's serial console.
    var console: FilePath

    /// The arguments, without the program.
    ///
    /// - Throws: ``LabError`` for a host whose memory can't be laid out.
    func arguments() throws(LabError) -> [String] {
        var arguments = ["-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"]
        arguments += accelerator.arguments(hidesHypervisor: !host.cxlMemory.isEmpty)
        arguments += machine() + numa() + nvdimms() + ports()
        // After the ports, which would otherwise be put on the last bus.
        arguments += cxlMemory()
        arguments += ["-kernel", image.string, "-initrd", QemuCommand.initramfs.string]
        arguments += ["-append", try kernelCommandLine()]
        return arguments
    }

    private var hasHMAT: Bool { host.nodes.contains { $0.latency != nil || $0.bandwidth != nil } }

    private func machine() -> [String] {
        var machine = host.cxlMemory.isEmpty ? "pc" : "q35,cxl=on"
        var memory = host.memory.description
        if !host.nvdimms.isEmpty {
            machine += ",nvdimm=on"
            // Each NVDIMM is aligned to a GiB, so it may take up to one more.
            let room = host.nvdimms.reduce(host.memory) { $0 + $1.fileSize + .gibibyte }
            let gibibytes = room.rawValue >> 30 + 1
            memory += ",slots=\(host.nvdimms.count),maxmem=\(gibibytes)G"
        }
        if hasHMAT { machine += ",hmat=on" }
        let cpus = host.nodes.reduce(0) { $0 + $1.cpus }
        return ["-machine", machine, "-m", memory, "-smp", "\(cpus),sockets=\(cpus)"]
    }

    private func numa() -> [String] {
        var nodes: [String] = []
        var performance: [String] = []
        var cpu = 0
        let firstInitiator = host.nodes.firstIndex { $0.cpus > 0 } ?? 0
        for (index, node) in host.nodes.enumerated() {
            var option = "node,nodeid=\(index)"
            if node.cpus > 0 {
                option += node.cpus == 1 ? ",cpus=\(cpu)" : ",cpus=\(cpu)-\(cpu + node.cpus - 1)"
                cpu += node.cpus
            }
            if node.total > .zero {
                nodes += ["-object", "memory-backend-ram,id=ram\(index),size=\(node.total)"]
                option += ",memdev=ram\(index)"
            }
            let initiator = node.initiator ?? (node.cpus > 0 ? index : firstInitiator)
            if hasHMAT { option += ",initiator=\(node.cpus > 0 ? index : initiator)" }
            nodes += ["-numa", option]

            let bounds = "hmat-lb,initiator=\(initiator),target=\(index),hierarchy=memory,data-type="
            if let latency = node.latency {
                performance += ["-numa", "\(bounds)access-latency,latency=\(latency)"]
            }
            if let bandwidth = node.bandwidth {
                performance += ["-numa", "\(bounds)access-bandwidth,bandwidth=\(bandwidth)"]
            }
        }
        return nodes + performance
    }

    private func nvdimms() -> [String] {
        var arguments: [String] = []
        for (index, (nvdimm, file)) in zip(host.nvdimms, nvdimmFiles).enumerated() {
            let backend =
                "memory-backend-file,id=file\(index),share=on,mem-path=\(escaped(file)),size=\(nvdimm.fileSize)"
            var device = "nvdimm,id=nvdimm\(index),memdev=file\(index),node=\(nvdimm.node)"
            if nvdimm.labelSize > .zero { device += ",label-size=\(nvdimm.labelSize)" }
            arguments += ["-object", backend, "-device", device]
        }
        return arguments
    }

    /// A host bridge with a port and a memory window for each memory device.
    private func cxlMemory() -> [String] {
        guard !host.cxlMemory.isEmpty else { return [] }
        var devices = ["-device", "pxb-cxl,bus_nr=12,bus=pcie.0,id=cxl"]
        var windows: [String] = []
        for (index, size) in host.cxlMemory.enumerated() {
            devices += [
                "-device", "cxl-rp,port=\(index),bus=cxl,id=port\(index),chassis=0,slot=\(index + 2)",
            ]
            devices += ["-object", "memory-backend-ram,id=cxl-ram\(index),share=on,size=\(size)"]
            devices += [
                "-device", "cxl-type3,bus=port\(index),volatile-memdev=cxl-ram\(index),id=cxl\(index)",
            ]
            windows.append("cxl-fmw.\(index).targets.0=cxl,cxl-fmw.\(index).size=4G")
        }
        return devices + ["-M", windows.joined(separator: ",")]
    }

    /// A path as an option value, with commas doubled.
    private func escaped(_ path: FilePath) -> String {
        path.string.split(separator: ",", omittingEmptySubsequences: false).joined(separator: ",,")
    }

    private func ports() -> [String] {
        var arguments = ["-device", "virtio-serial-pci"]
        for (index, socket) in QemuCommand.sockets.enumerated() {
            let device =
                "virtserialport,chardev=\(socket.string),nr=\(index + 1),name=daxlab.\(socket.string)"
            arguments += ["-chardev", "socket,id=\(socket.string),path=\(socket.string)", "-device", device]
        }
        return arguments
            + ["-chardev", "file,id=console,path=\(escaped(console))", "-serial", "chardev:console"]
    }

    private func kernelCommandLine() throws(LabError) -> String {
        // With panic=-1 and -no-reboot a panic ends QEMU.
        // On a busy machine an emulated timer may be late for the kernel's check, which then panics.
        var arguments = ["console=ttyS0", "quiet", "panic=-1", "no_timer_check"]
        if kernel.doublesSoftReserved, host.nodes.contains(where: { $0.softReserved > .zero }) {
            arguments.append("numa=nohmat")
        }
        arguments += try host.reservations() + host.kernelArguments
        if let append { arguments.append(append) }
        return arguments.joined(separator: " ")
    }
}
