// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    /// A remedy as a clause; nil where this command line does not offer it.
    func text(_ remedy: Finding.Remedy, _ device: DeviceName?) -> String? {
        switch remedy {
        case .choose(let names):
            "there is \(names.prefix(20).joined(separator: ", "))\(names.count > 20 ? ", …" : "")"
        case .listAll: "'daxshift list --idle' shows everything"
        case .nameOnce: "name it once"
        case .nameRegion(let id): "leave out the region or name \(id)"
        case .chooseRegion: "name one of them" + (takes(.region) ? " with --region" : "")
        case .nameNvdimmDevices:
            "name devices of NVDIMM namespaces: 'daxshift list --namespaces' shows them"
        case .force(let permission): force(permission, device)
        case .allowOOM:
            switch face {
            case .daxshift: "--allow-oom allows it"
            case .dropIn: nil
            }
        case .kernelZone:
            takes(.noMovable) ? "--no-movable brings memory online in a kernel zone" : nil
        case .leaveMapOutside:
            switch face {
            case .daxshift: "leave out --memmap-on-memory, or boot Linux 6.8 or later"
            case .dropIn: "boot Linux 6.8 or later"
            }
        case .leaveOutModeOrSize: "leave out the mode or the size of 0"
        case .planInstead:
            switch face {
            case .daxshift: "run it as root; --dry-run shows the plan"
            case .dropIn: "run it as root"
            }
        case .runAsRoot: "run it as root"
        case .waitForLock:
            switch face {
            case .daxshift: "wait for it to end, or wait longer with --lock-timeout"
            case .dropIn: "wait for it to end"
            }
        case .confirm: "'daxshift recover --abandon --force' leaves all of this as it is"

        case .recover(let isIrreversible):
            "'daxshift recover' \(isIrreversible ? "carries out the rest of it" : "puts back what it did")"
        case .confirmRun: "it is done and waits to be confirmed: 'daxshift confirm' keeps it"
        case .abandon(let journal):
            "'daxshift recover --abandon' reports what is known to be left and moves \(journal), a text file, "
                + "aside; compare it with 'daxshift list' and repair what is half done"
        case .undoInstead: "'daxshift recover' alone puts it back"
        case .tryAgain: "try again"

        case .showRegion(let id): "'daxshift map --region \(id)' shows its layout"
        case .migrateToBus:
            "'daxshift migrate-device-model --to bus --now' moves it to the bus model, and 'daxshift "
                + "reconfigure-device --migrate' does both in one run"
        case .giveSize: "a device of a dynamic region must be given a size first"
        case .makeSystemRAM(let name):
            "'daxshift reconfigure-device --mode system-ram \(name)' makes it system RAM"
        case .makeDevdax(let name):
            "make it a character device first: 'daxshift reconfigure-device --mode devdax \(name)'"
        case .disable(let name): "'daxshift disable-device \(name)' first"
        case .destroy(let name): "'daxshift destroy-device \(name)' destroys it"
        case .align(let name, let align):
            "'daxshift reconfigure-device --align \(align.exact) \(name)' first"
        case .moveToMovable(let name):
            "'daxshift online-memory --zone movable --force \(name)' would move them"
        case .changeNamespace:
            "'daxshift create-namespace --mode devdax' and 'daxshift destroy-namespace' make and destroy an "
                + "NVDIMM's device"
        case .clearErrors: "'ndctl clear-errors' repairs what can be repaired"
        case .switchAfterBoot:
            switch face {
            case .daxshift: "switch with --now after each boot, or boot a kernel that has it as a module"
            case .dropIn:
                "switch with 'daxshift migrate-device-model --to bus --now' after each boot, or boot a kernel "
                    + "that has it as a module"
            }
        case .rebuildInitramfs(let command, let isDue):
            (isDue ? "" : "if it has the NVDIMM drivers, ")
                + "rebuild it with '\(command.joined(separator: " "))'"

        case .chooseNvdimmRegion(let names):
            "name \(names.count == 1 ? "" : "one of ")\(list(names.map(\.rawValue), atMost: 20))"
        case .enableRegion(let name): "'daxshift enable-region \(name)' first"
        case .disableNamespace(let name): "'daxshift disable-namespace \(name)' first"
        case .writeName(let file): "while it is disabled, write another name to \(file)"
        case .disableRegions(let names):
            "'daxshift disable-region \(names.map(\.rawValue).joined(separator: " "))' first"
        case .initializeLabels(let names):
            "'daxshift init-labels \(names.map(\.rawValue).joined(separator: " "))' writes some"
        case .nameNamespaces: "name its namespaces under namespaces, with this key as their region"
        case .nameDevices: "name its devices at the region, under devices"
        case .planAnew: "'daxshift plan --out' makes a new one"
        case .keepOneEntry: "keep one of the two"
        case .destroyNamespaces(let names) where names.isEmpty: nil
        case .destroyNamespaces(let names):
            "destroy \(names.count == 1 ? "" : "one of ")\(list(names.map(\.rawValue)))"
        case .makeWritable(let file): "writing 0 to \(file) makes it writable"
        case .endBlockUsers: "unmount it, or end what uses it"
        case .giveUpRAM(let name):
            "'daxshift reconfigure-device --mode devdax --force \(name)' makes it a character device first"
        case .otherUUID: "give another UUID"
        case .leaveOutLabel: "leave out the size, the name and the UUID"
        case .sectorSizes(let sizes):
            "it supports \(sizes.map { "\($0.rawValue)" }.joined(separator: ", "))"
        case .chooseDevdax: "leave out the mode, or choose devdax"
        case .otherAlign(let sizes):
            "it works with an alignment of \(sizes.map(\.exact).joined(separator: " or "))"
        case .chooseRaw: "no size and no alignment works there in this mode; choose raw"

        case .alignments(let sizes): "it supports \(sizes.map(\.exact).joined(separator: ", "))"
        case .fittingRanges: "give ranges that do, or a smaller \(alignment)"
        case .smallerAlign(let align): "a smaller \(alignment), such as \(align.exact), fits"
        case .addresses(let addresses):
            "the nearest that fit: \(addresses.map { "0x\(String($0, radix: 16))" }.joined(separator: ", "))"
        case .sizes(let sizes): "the nearest that fit: \(sizes.map(\.exact).joined(separator: ", "))"
        case .sizeUpTo(let size): "at most \(size) would fit"
        case .leastSize(let least): size(least)
        case .largestSize(let most): "the maximum is \(size(most))"
        case .largerDevice(let blockSize):
            "system RAM needs a larger device, or one that begins at a multiple of \(blockSize)"
        case .modeWithoutBlocks: "devdax and famfs need none"
        case .smallerDevice: "a smaller device needs less"
        case .makeRoom(let devices):
            "destroy \(devices.count == 1 ? "" : "one of ")\(list(devices.map(\.description))) or make it smaller"

        case .readAsRoot: "run as root; 'daxshift list --json' names the files among its gaps"
        case .readRegionAsRoot:
            "run as root, or destroy one of its devices: a device without memory shows where the region begins"
        case .letRead: "let this process open files (ulimit -n) and read /sys, and try again"
        case .letSee(.withoutPtrace): "run as root with CAP_SYS_PTRACE"
        case .letSee(.otherNamespace): "run in the host's first PID namespace"
        case .letSee(.unreadable(let gap)): "run where \(gap.file) can be read"
        case .endUsers: "end the processes that use it"
        case .moveHugePages: "end the programs that use them, or add huge pages of that size to another node"
        case .makeRoomInMemory: "end programs, remove files of tmpfs, or add swap"
        case .freeMemory: "free memory first"
        case .keepMapInMemory(let name, let afterBoot):
            (afterBoot ? "after a boot with the kernel argument memory_hotplug.memmap_on_memory=1, " : "")
                + "write 1 to \(KernelFile.memmapOnMemory(name)) to keep the map in the memory itself"
                + mapOption
        case .keepOffline: "keep that offline"
        case .waitForOthers: "wait for other tools that change memory to end, and try again"
        case .reboot: "only a reboot frees it"
        case .bootWith(let argument): "boot with the kernel argument \(argument)"
        case .bootLinux(let release): "boot Linux \(release) or later, built with NUMA support"
        case .giveWeights: "give the weight of each node"
        case .bootForBus: "the bus model came with Linux 5.1; boot a newer kernel"
        case .bootForHotplug:
            "see the gaps that 'daxshift list --json' reports, and run as root on a kernel with memory hotplug"
        case .updateFirmware:
            "firmware must describe the range in ACPI SRAT, HMAT or CEDT; look for a firmware update"
        case .installModule(let name): "install the package that holds this kernel's \(name).ko"
        case .installBusDriver:
            "install the package that holds this kernel's dax_pmem.ko, or boot Linux 5.1 or later"
        case .removeBlacklist(let module):
            "remove its blacklist line from /etc/modprobe.d or load it with 'modprobe \(module)'"
        case .removeInstall(let module, let command):
            "remove the line 'install \(module) \(command)' from /etc/modprobe.d or load it with "
                + "'modprobe --ignore-install \(module)'"
        case .useBus: "everything that was under /sys/class/dax is under /sys/bus/dax"

        case .advice(let text): text
        case .lookAtFile: "run as root and look at it"
        case .removeLink(let target, let lines):
            "remove the link, or make \(target) say \(lines.map { "'\($0)'" }.joined(separator: " and "))"
        case .removeLine: "remove that line, then try again"
        case .keepOneSection: "keep one of them"
        case .correct(let fault): correction(fault)
        }
    }

    private func force(_ permission: Finding.Permission, _ device: DeviceName?) -> String? {
        if case .dropIn(let verb) = face, !takes(.force) {
            return device.map { "'daxshift \(verb.rawValue) --force \($0)' does it anyway" }
        }
        switch permission {
        case .takeFromUsers:
            return
                "--force unbinds it anyway: a process that has it mapped then dies of SIGBUS at its "
                + "next access"
        case .giveUpContents: return "--force discards it"
        case .overwrite: return "--force makes it system RAM anyway"
        case .moveBlocks(let zone):
            return "--force takes them offline and brings them back in the \(zone.rawValue) zone"
        case .offlineFirst(let name):
            return "--force takes them offline first, as does 'daxshift offline-memory \(name)'"
        case .loseContents: return "--force gives it up"
        case .overwriteLabels: return "--force writes the labels anyway"
        case .useBadMemory:
            return
                "--force brings them online anyway: a program whose data the kernel puts there dies of "
                + "SIGBUS"
        }
    }

    private func size(_ size: ByteCount) -> String { (takes(.size) ? "--size " : "") + size.exact }

    private var alignment: String { takes(.align) ? "--align" : "alignment" }

    private var mapOption: String {
        switch face {
        case .daxshift: ", as --memmap-on-memory does"
        case .dropIn: ""
        }
    }
}
