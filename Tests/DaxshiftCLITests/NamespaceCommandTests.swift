// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import DaxModel
import Testing

@testable import DaxshiftCLI

@Suite("Commands that change namespaces, NVDIMM regions and labels")
struct NamespaceCommandTests {
    private static let uuid = "07bc7573-aca8-406e-90d0-17524d99b28d"
    private static let region = KernelName(rawValue: "region0")
    private static let name = NamespaceReference.name(KernelName(rawValue: "namespace0.0"))

    private static func request(_ words: [String]) throws -> Request {
        try #require(try Daxshift.parseAsRoot(words) as? any ChangeCommand).request
    }

    private static func shape(_ set: (inout NamespaceShape) -> Void) -> NamespaceShape {
        var shape = NamespaceShape()
        set(&shape)
        return shape
    }

    private static let lines: [(String, NvdimmChange)] = [
        ("create-namespace", .create(NamespaceShape(), in: nil, fillingRegion: false)),
        ("create-namespace -r 0", .create(NamespaceShape(), in: region, fillingRegion: false)),
        (
            "create-namespace --region region0 --all-capacity",
            .create(NamespaceShape(), in: region, fillingRegion: true)
        ),
        (
            "create-namespace -m devdax -s 2G -a 2M -M mem -u \(uuid.uppercased()) -n cache",
            .create(
                shape {
                    ($0.mode, $0.extent, $0.align) = (
                        .devdax, .size(ByteCount(rawValue: 2 << 30)), ByteCount(rawValue: 2 << 20)
                    )
                    ($0.map, $0.uuid, $0.altName) = (.memory, uuid, "cache")
                }, in: nil, fillingRegion: false)
        ),
        (
            "create-namespace -m sector -l 512 -s 50%",
            .create(
                shape {
                    ($0.mode, $0.extent, $0.sectorSize) = (.sector, .percent(50), ByteCount(rawValue: 512))
                }, in: nil, fillingRegion: false)
        ),
        (
            "create-namespace --mode system-ram --size max",
            .create(
                shape { ($0.mode, $0.extent) = (.devdax, .maximum) }, in: nil, fillingRegion: false)
        ),
        ("reconfigure-namespace -m raw namespace0.0", .reconfigure(name, shape { $0.mode = .raw })),
        ("reconfigure-namespace --map dev \(uuid)", .reconfigure(.uuid(uuid), shape { $0.map = .device })),
        ("destroy-namespace all", .destroy(nil, in: nil)),
        ("destroy-namespace all -r 0", .destroy(nil, in: region)),
        ("destroy-namespace -f 0.0 cache", .destroy([name, .altName("cache")], in: nil)),
        ("enable-namespace namespace0.0", .enable([name], in: nil)),
        ("disable-namespace namespace0.0 -r region0", .disable([name], in: region)),
        ("enable-region 0", .enableRegions([region])), ("enable-region all", .enableRegions(nil)),
        ("disable-region region0", .disableRegions([region])),
        ("init-labels nmem0 1", .initializeLabels(["nmem0", "nmem1"].map { KernelName(rawValue: $0) })),
        ("zero-labels all", .zeroLabels(nil)),
    ]

    @Test("mean what they say", arguments: lines)
    func meaning(line: String, change: NvdimmChange) throws {
        let words = line.split(separator: " ").map(String.init)
        let request = try Self.request(words)
        #expect(request.change == .nvdimm(change))
        #expect(request.selection == DeviceSelection(names: []))
        #expect(request.force == words.contains("-f"))
        #expect(!request.initializesLabels)
    }

    @Test("make system RAM of a devdax namespace's device, in a zone or offline")
    func systemRAM() throws {
        let words = ["create-namespace", "-m", "system-ram"]
        #expect(try Self.request(words).deviceChange == .systemRAM(nil))
        #expect(try Self.request(words + ["--zone", "kernel"]).deviceChange == .systemRAM(.kernel))
        #expect(try Self.request(words + ["--no-online"]).deviceChange == .systemRAMOffline)
        #expect(try Self.request(words + ["--memmap-on-memory"]).keepsMapInMemory)
        #expect(try Self.request(["create-namespace", "-m", "devdax"]).deviceChange == nil)
    }

    @Test("give each run UUIDs of its own")
    func uuids() throws {
        let command = try #require(try Daxshift.parseAsRoot(["create-namespace"]) as? any ChangeCommand)
        #expect(try command.request.uuids != command.request.uuids)
    }

    @Test("allow more memory to be lost only where it may go offline")
    func allowsOOM() throws {
        #expect(try Self.request(["destroy-namespace", "-f", "--allow-oom", "all"]).allowsOOM)
    }

    @Test(
        "refuse what is no command line",
        arguments: [
            "create-namespace -s 0", "create-namespace -s=", "create-namespace -s k",
            "create-namespace -s 1.5G",
            "create-namespace -s 101%", "create-namespace -m dax0", "create-namespace -m dax",
            "create-namespace -M ram", "create-namespace -u 07bc7573",
            "create-namespace -u 00000000-0000-0000-0000-000000000000",
            "create-namespace -n \(String(repeating: "a", count: 64))", "create-namespace -r regionx",
            "create-namespace -l 4Q", "create-namespace --all-capacity -u \(uuid)",
            "create-namespace --zone kernel", "create-namespace -m devdax --no-online",
            "create-namespace --from host.json", "create-namespace namespace0.0",
            "create-namespace -m system-ram --no-online --zone kernel",
            "reconfigure-namespace namespace0.0", "reconfigure-namespace -m raw",
            "reconfigure-namespace -m raw 0.0 0.1", "reconfigure-namespace -m raw namespace0",
            "reconfigure-namespace -m raw dax0.0", "reconfigure-namespace -m raw /dev/pmem0",
            "destroy-namespace", "destroy-namespace all 0.0", "destroy-namespace 0.0 namespace0.0",
            "destroy-namespace namespace0.0.0", "enable-namespace -f 0.0", "disable-namespace -f 0.0",
            "enable-region", "enable-region region0 0", "disable-region -f region0", "enable-region nmem0",
            "init-labels", "init-labels region0", "init-labels nmem0 nmem0", "zero-labels all all",
        ])
    func refuses(line: String) {
        let error = #expect(throws: (any Error).self) {
            try Daxshift.parseAsRoot(line.split(separator: " ").map(String.init))
        }
        if let error { #expect(Daxshift.exitCode(for: error).rawValue == 64) }
    }

    @Test(
        "refuse an option twice that takes one value",
        arguments: ["-r 0 -r 1", "-u a --uuid=b", "-M mem --map dev", "-l 512 -l 4096", "-n a --name b"])
    func twice(options: String) {
        let words = ["daxshift", "create-namespace"] + options.split(separator: " ").map(String.init)
        #expect(throws: CommandFailure.self) { try CommandLineWords(words) }
    }
}

@Suite("The question before something is lost")
struct LossQuestionTests {
    private func asked(
        _ findings: [Finding], force: Bool = false, answer: String?
    ) throws(CommandFailure) -> Request? {
        var context = CommandContext(
            output: Recorder(), diagnostics: Recorder(),
            terminal: Terminal(isInteractive: false, width: nil, usesColor: false, usesUTF8: true))
        context.ask = { _ in answer }
        let request = Request(
            selection: DeviceSelection(names: []), change: .nvdimm(.zeroLabels(nil)), force: force)
        return try context.asked(about: Refusal(findings), request)
    }

    private let labels = Finding(.nvdimm(.noLabels([KernelName(rawValue: "nmem0")])))
    private let labelled = Finding(.nvdimm(.labelled([])), about: .dimm(KernelName(rawValue: "nmem0")))

    @Test func `a yes allows what was shown, and new labels nothing but these`() throws {
        let forced = try #require(try asked([labels, labelled], answer: "yes"))
        #expect(forced.force)
        let initializing = try #require(try asked([labels], answer: "yes"))
        #expect(initializing.initializesLabels && !initializing.force)
    }

    @Test(arguments: ["", "y", "no", "YES"])
    func `any other answer changes nothing`(answer: String) {
        do throws(CommandFailure) {
            _ = try asked([labelled], answer: answer)
            Issue.record("\(answer) was taken for a yes")
        } catch {
            #expect(error.code == .refused)
            #expect(error.findings.map(\.code) == [.startNotConfirmed])
        }
    }

    @Test func `nobody is asked without a terminal, or where force did not help`() throws {
        #expect(try asked([labelled], answer: nil) == nil)
        #expect(try asked([labelled], force: true, answer: "yes") == nil)
    }
}
