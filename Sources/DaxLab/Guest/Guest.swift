// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import Glibc
internal import Subprocess
public import SystemPackage

/// A guest to boot for one command: a host, a kernel, and files.
///
/// Guests share only the cache: any number can run at the same time.
public struct Guest: Sendable {
    /// The machine to emulate.
    public var host: Host
    /// The kernel to boot.
    public var kernel: Kernel
    /// The accelerator; nil for KVM if it works, else software emulation.
    public var accelerator: Accelerator?
    /// The files to copy in.
    public var copies: [CopySpec] = []
    /// The `daxshift` to copy in; by default the one next to this program.
    public var daxshift: FilePath?
    /// More arguments for the kernel.
    public var append: String?
    /// The folder that keeps the contents of the NVDIMMs; nil for empty ones that are discarded.
    public var state: FilePath?
    /// Whether the command gets this process's terminal as its own; otherwise its stdin is empty.
    public var hasTerminal = false
    /// The file for the serial console's output; nil for a temporary one.
    public var console: FilePath?
    /// The time limit for QEMU, from power-on; nil for none.
    public var timeout: Duration?
    /// Receives progress and warnings.
    public var report: Report = { _ in }

    /// Creates a guest.
    ///
    /// - Parameters:
    ///   - host: The machine to emulate.
    ///   - kernel: The kernel to boot.
    public init(host: Host, kernel: Kernel) {
        self.host = host
        self.kernel = kernel
        daxshift = Guest.neighbour("daxshift")
    }

    /// Boots the guest and runs a command in it.
    ///
    /// Cancelling the task kills the guest.
    ///
    /// - Parameters:
    ///   - command: The program and its arguments, passed on unchanged.
    ///   - standardOutput: The target of the command's stdout, written as it arrives.
    ///   - standardError: The target of its stderr.
    /// - Returns: The outcome. A failed command, a time-out or the guest's death is not an error.
    /// - Throws: ``LabError`` when the lab itself fails; `CancellationError`.
    public func run(
        _ command: [String], standardOutput: FileDescriptor = .standardOutput,
        standardError: FileDescriptor = .standardError
    ) async throws -> GuestOutcome {
        try checkKernel()
        try await kernel.own?.modules.check(for: host)
        let cache = try Cache()
        let qemu = try await Qemu.suiting(host, cache: cache, report: report)
        let work = try TemporaryFolder(in: TemporaryFolder.standardParent)
        defer { work.remove() }
        let marker = (0..<4).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
        let image = cache.image(of: kernel)

        let base = try await BaseInitramfs(kernel: kernel)
        let own = RunInitramfs(
            command: command, marker: marker, hasTerminal: hasTerminal, nvdimms: host.nvdimms,
            copies: try allCopies(), present: base.libraries)
        let ownArchive = try await own.archive(in: work.path.appending("own"))
        let accelerator = try await cache.locked(report) {
            if kernel.own == nil, cache.files(of: kernel).release == nil {
                try await KernelFetch(kernel: kernel, cache: cache, report: report).run()
            }
            let archive = try await base.archive(in: cache, report: report)
            try work.path.pushing(QemuCommand.initramfs).write(archive + ownArchive)
            return try await chosenAccelerator(qemu, image, cache)
        }
        work.path.appending("own").removeTree()

        let lock = try prepareState()
        defer { lock?.release() }
        let nvdimmFiles = try nvdimmFiles(in: work.path)
        try create(nvdimmFiles)
        let consoleFile = console?.absolute ?? work.path.appending("console")
        let command = QemuCommand(
            host: host, kernel: kernel, image: image, accelerator: accelerator,
            nvdimmFiles: nvdimmFiles,
            append: append, console: consoleFile)
        report(.prepared)
        return try await run(
            qemu, try command.arguments(), in: work.path, marker: marker, console: consoleFile,
            standardOutput: standardOutput, standardError: standardError)
    }

    /// Boots the guest, runs a command in it and collects its output.
    ///
    /// - Parameter command: The program and its arguments.
    /// - Returns: The outcome, and all of its stdout and stderr.
    /// - Throws: As ``run(_:standardOutput:standardError:)``.
    public func output(
        of command: [String]
    ) async throws -> (outcome: GuestOutcome, standardOutput: [UInt8], standardError: [UInt8]) {
        let folder = try TemporaryFolder(in: TemporaryFolder.standardParent)
        defer { folder.remove() }
        let files = ["stdout", "stderr"].map { folder.path.appending($0) }
        let sinks = try files.map {
            try FileDescriptor.open(
                $0, .writeOnly, options: [.create, .closeOnExec], permissions: .ownerReadWrite)
        }
        defer { for sink in sinks { try? sink.close() } }
        let outcome = try await run(command, standardOutput: sinks[0], standardError: sinks[1])
        return (outcome, try files[0].read(), try files[1].read())
    }

    /// The QEMU command that ``run(_:standardOutput:standardError:)`` uses, without running or fetching anything.
    ///
    /// Names without a slash are files of the run's temporary folder.
    ///
    /// - Returns: The program and its arguments.
    /// - Throws: ``LabError``.
    public func qemuCommand() throws -> [String] {
        let cache = try Cache()
        let remembered = (try? Qemu())?.rememberedKVM(cache) == true ? Accelerator.kvm : .tcg
        let command = QemuCommand(
            host: host, kernel: kernel, image: cache.image(of: kernel),
            accelerator: accelerator ?? host.onlyAccelerator ?? remembered,
            nvdimmFiles: try nvdimmFiles(in: ""), append: append,
            console: console?.absolute ?? "console")
        return [QemuCommand.program] + (try command.arguments())
    }

    // MARK: - Preparation

    /// Checks that the kernel supports the host and that QEMU can run it.
    private func checkKernel() throws(LabError) {
        guard !host.cxlMemory.isEmpty else { return }
        guard kernel.makesCXLRegions else {
            let kernels = Kernel.all.filter(\.makesCXLRegions).map(\.name).joined(separator: " or ")
            throw .request(
                "the host \(host.name) has CXL memory, of which Linux \(kernel.name) makes no regions; "
                    + "take --kernel \(kernels)")
        }
        guard accelerator != .kvm else {
            throw .request("the host \(host.name) has CXL memory, which QEMU emulates only with --accel tcg")
        }
    }

    private func chosenAccelerator(_ qemu: Qemu, _ image: FilePath, _ cache: Cache) async throws
        -> Accelerator
    {
        if let accelerator = accelerator ?? host.onlyAccelerator { return accelerator }
        let works = try await qemu.kvmWorks(
            image, isRemembered: kernel.own == nil, cache: cache, report: report)
        return works ? .kvm : .tcg
    }

    private func allCopies() throws -> [CopySpec] {
        let path: FilePath = "/usr/local/bin/daxshift"
        if copies.contains(where: { $0.destination.lastComponent?.string == "daxshift" }) { return copies }
        guard let daxshift, daxshift.kind == .file else {
            report(
                .warning(
                    "no daxshift next to this program: the guest has none (build it, or use --copy FILE:\(path))"
                ))
            return copies
        }
        return [CopySpec(source: daxshift, destination: path)] + copies
    }

    /// A file in the folder of this program.
    private static func neighbour(_ name: String) -> FilePath? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return FilePath(String(cString: path)).removingLastComponent().appending(name)
    }

    // MARK: - NVDIMMs

    private func nvdimmFiles(in work: FilePath) throws(LabError) -> [FilePath] {
        if state != nil, host.nvdimms.isEmpty {
            throw .request(
                "the host \(host.name) has no NVDIMMs whose contents could be kept; leave out --state")
        }
        let folder = state?.absolute ?? work
        return host.nvdimms.indices.map { folder.appending("nvdimm\($0)") }
    }

    /// Locks the state folder.
    private func prepareState() throws(LabError) -> FileLock? {
        guard let state = state?.absolute else { return nil }
        try state.createFolder()
        guard let lock = try FileLock(taking: state.appending("lock")) else {
            throw .lab("the state \(state) is in use by another guest; give this one a folder of its own")
        }
        return lock
    }

    /// Creates the backing files of the NVDIMMs as sparse files; existing ones are kept.
    private func create(_ files: [FilePath]) throws(LabError) {
        for (file, nvdimm) in zip(files, host.nvdimms) {
            if let size = file.size {
                guard size == nvdimm.fileSize.rawValue else {
                    throw .lab(
                        "\(file) has \(MemorySize(rawValue: size)), but the host \(host.name) has an NVDIMM of "
                            + "\(nvdimm.fileSize) there; give it another --state")
                }
                continue
            }
            try file.write([])
            guard truncate(file.string, off_t(nvdimm.fileSize.rawValue)) == 0 else {
                throw .lab("cannot give \(file) its size \(nvdimm.fileSize): \(Errno(rawValue: errno))")
            }
        }
    }

    // MARK: - QEMU

    private func run(
        _ qemu: Qemu, _ arguments: [String], in folder: FilePath, marker: String, console: FilePath,
        standardOutput: FileDescriptor, standardError: FileDescriptor
    ) async throws -> GuestOutcome {
        signal(SIGPIPE, SIG_IGN)
        let pipe = try FileDescriptor.pipe()
        let session = try GuestSession(
            in: folder, marker: marker, hasTerminal: hasTerminal, standardOutput: standardOutput,
            standardError: standardError, qemuErrors: pipe.readEnd)
        let deadline = timeout.map { ContinuousClock.now + $0 }
        let errors = FileDescriptorOutput.fileDescriptor(pipe.writeEnd, closeAfterSpawningProcess: true)

        let configuration = Configuration(
            executable: .path(qemu.tool.path), arguments: Arguments(arguments), workingDirectory: folder)
        let result = try await Subprocess.run(
            configuration, input: .none, output: .discarded, error: errors
        ) { qemu in
            defer { try? qemu.send(signal: .kill) }
            return try await Guest.serve(session, until: deadline)
        }
        try Task.checkCancellation()
        return try outcome(result.closureResult, result.terminationStatus, session, console)
    }

    /// Serves a guest in a blocking thread.
    private static func serve(
        _ session: GuestSession, until deadline: ContinuousClock.Instant?
    ) async throws -> GuestSession.Ending {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try session.run(until: deadline) })
            }
        }
    }

    private func outcome(
        _ ending: GuestSession.Ending, _ status: TerminationStatus, _ session: GuestSession,
        _ console: FilePath
    ) throws(LabError) -> GuestOutcome {
        let tail = ((try? console.readText()) ?? "").split(separator: "\n").suffix(25).joined(separator: "\n")
        switch ending {
        case .exited(let status): return .exited(status)
        case .timedOut: return .timedOut(isReady: session.isReady, console: tail)
        case .outputClosed: return .outputClosed
        case .unwritable(let reason): throw .lab("cannot write the command's output: \(reason)")
        case .failed(let reason): throw .lab("the guest could not be set up: \(reason)\n\(tail)")
        case .gone:
            switch status {
            case .exited(0): return .died(console: tail)
            case .exited: throw .lab("QEMU failed: " + String(decoding: session.qemuMessages, as: UTF8.self))
            case .signaled(let signal): throw .lab("QEMU was ended by signal \(signal)")
            }
        }
    }
}
