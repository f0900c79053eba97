// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import SystemPackage

/// The options of the guest.
struct GuestOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("A preset (see 'daxlab hosts') or a host file, FILE.json.", valueName: "host"),
        completion: LiveValues.hosts)
    var host = "nvdimm"

    @Option(
        help: ArgumentHelp(
            "The kernel: 5.10, 6.1, 6.12 or 7.2, or with a slash the file of one of your own.",
            valueName: "kernel"),
        completion: LiveValues.kernels)
    var kernel = "6.1"

    @Option(
        help: ArgumentHelp("The modules of a kernel of your own: /lib/modules/RELEASE.", valueName: "dir"),
        completion: .directory)
    var modules: String?

    @Option(help: ArgumentHelp("The accelerator of QEMU: auto, kvm or tcg.", valueName: "accel"))
    var accel = Acceleration.auto

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Copy a file or folder into the guest, to /root or DEST. Can be repeated.",
            valueName: "file[:dest]"),
        completion: .file())
    var copy: [String] = []

    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("More arguments for the kernel. Can be repeated.", valueName: "args"))
    var append: [String] = []

    @Option(
        help: ArgumentHelp("Keep the NVDIMMs' contents in a folder for the next boot.", valueName: "dir"),
        completion: .directory)
    var state: String?

    @Flag(help: "Print the QEMU command instead of running it.")
    var print = false

    enum Acceleration: String, ExpressibleByArgument, CaseIterable {
        case auto, kvm, tcg
    }

    /// The guest of these options.
    func guest() throws -> Guest {
        var guest = Guest(host: try findHost(), kernel: try findKernel())
        guest.accelerator = Accelerator(rawValue: accel.rawValue)
        guest.copies = try copy.map { text throws(LabError) in try CopySpec(text) }
        guest.append = append.isEmpty ? nil : append.joined(separator: " ")
        guest.state = state.map { FilePath($0) }
        return guest
    }

    private func findKernel() throws(LabError) -> Kernel {
        guard kernel.contains("/") else {
            guard modules == nil else {
                throw .request(
                    "--modules belongs to a kernel of your own: --kernel FILE, with a slash; \(kernel) has its modules"
                )
            }
            return try Kernel(named: kernel)
        }
        guard let modules else {
            throw .request(
                "the kernel \(kernel) needs its modules: --modules DIR, its folder /lib/modules/RELEASE")
        }
        return try Kernel(image: FilePath(kernel), modules: FilePath(modules))
    }

    private func findHost() throws(LabError) -> Host {
        if let host = try Host.preset(host) { return host }
        let file = FilePath(host)
        guard host.hasSuffix(".json") || file.components.count > 1 else {
            let hint = suggestion(for: host, among: Host.presetNames)
            throw .request("no host \"\(host)\"; \(hint), or a file: ./\(host).json")
        }
        guard file.kind == .file else { throw .request("there is no host file \(host)") }
        return try Host(parsing: String(decoding: try file.read(limit: 1 << 20), as: UTF8.self), name: host)
    }
}
