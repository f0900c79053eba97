// SPDX-License-Identifier: Apache-2.0

/// What decides under which model NVDIMMs' devices come up at the next boot.
public struct NextBoot: Sendable, Hashable {
    /// What stands at ``KernelFile/modprobe``; nil when that could not be read.
    public var file: FileContent?
    /// What modprobe.d and the kernel's command line say, the files in the order in which modprobe reads them.
    public var statements: [ModprobeStatement]
    /// The initramfs of the running kernel; nil when none was found.
    public var initramfs: Initramfs?

    /// Creates what decides.
    ///
    /// - Parameters:
    ///   - file: What stands at ``KernelFile/modprobe``.
    ///   - statements: What modprobe.d and the kernel's command line say.
    ///   - initramfs: The initramfs of the running kernel.
    public init(file: FileContent?, statements: [ModprobeStatement], initramfs: Initramfs?) {
        self.file = file
        self.statements = statements
        self.initramfs = initramfs
    }

    /// The models under which devices come up.
    ///
    /// A driver that is part of the kernel is there before any module. Else modprobe takes the drivers that an
    /// `alias` names, or the kernel's own choice when there is none, and leaves out what is blacklisted.
    ///
    /// - Parameter modules: Where the drivers stand.
    /// - Returns: The models; two when it is left to chance, none when no driver takes the devices.
    public func models(with modules: [DriverModule]) -> Set<DeviceModel> {
        Self.models(with: modules, statements)
    }

    static func models(
        with modules: [DriverModule], _ statements: [ModprobeStatement]
    ) -> Set<DeviceModel> {
        func offered(_ state: (DriverModule.State) -> Bool) -> [DeviceModel] {
            [.class, .bus].filter { model in
                modules.contains { $0.name == model.provider.rawValue && state($0.state) }
            }
        }
        let builtIn = offered { $0 == .builtIn }
        guard builtIn.isEmpty else { return Set(builtIn) }
        let available = offered { $0 != .missing }
        var aliased: Set<DriverName> = []
        var barred: Set<DriverName> = []
        for statement in statements {
            switch statement.directive {
            case .alias(let driver): aliased.insert(driver)
            case .blacklist(let driver), .install(let driver): barred.insert(driver)
            }
        }
        let chosen =
            aliased.isEmpty ? available.prefix(1) : available.filter { aliased.contains($0.provider) }[...]
        return Set(chosen.filter { !barred.contains($0.provider) })
    }
}

extension NextBoot {
    /// Whether the initramfs decides by another configuration than the root file system's; nil: can't be told.
    public var initramfsDisagrees: Bool? {
        guard let initramfs, let file else { return nil }
        return initramfs.disagrees(with: file)
    }

    /// What the initramfs means for the next boot, a sentence each.
    ///
    /// - Parameter kernel: The kernel that boots with it.
    /// - Returns: The sentences, with the command that makes the image again where that is due.
    public func initramfsRemarks(on kernel: KernelRelease) -> [String] {
        guard let initramfs else { return ["no initramfs of \(kernel) was found in /boot"] }
        let command = initramfs.rebuilding(for: kernel).joined(separator: " ")
        switch initramfsDisagrees {
        case false: return ["\(initramfs.path) agrees"]
        case true:
            return [
                "\(initramfs.path) has the NVDIMM drivers and another configuration, and decides first; "
                    + "'\(command)' makes it again"
            ]
        case nil:
            return [
                "could not look into \(initramfs.path); if it has the NVDIMM drivers, '\(command)' makes it "
                    + "agree"
            ]
        }
    }
}

extension NextBoot {
    /// What is written so that devices come up under a model.
    public struct Choice: Sendable, Hashable {
        /// What is to stand at ``KernelFile/modprobe``; nil when nothing need be written.
        public var content: FileContent?
        /// What the user should know of it, a sentence each.
        public var notes: [String]

        /// Creates a choice.
        ///
        /// - Parameters:
        ///   - content: What is to stand at ``KernelFile/modprobe``.
        ///   - notes: What the user should know of it.
        public init(content: FileContent?, notes: [String]) {
            self.content = content
            self.notes = notes
        }
    }

    /// The line that tells where the file comes from.
    private static let header =
        "# By 'daxshift migrate-device-model': NVDIMM devices come up under /sys/bus/dax. '--to class --at-boot' removes it."

    /// Finds what must be written so that devices come up under a model.
    ///
    /// The file gets, or loses, the two lines that `daxctl migrate-device-model` gives it; all others stay.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - modules: Where the drivers stand.
    /// - Returns: What is to be written.
    /// - Throws: `Refusal` when the file can't be read or is no plain file, or when another one says otherwise.
    public func choosing(_ model: DeviceModel, with modules: [DriverModule]) throws(Refusal) -> Choice {
        let own = statements.filter { $0.file == KernelFile.modprobe }
        let others = statements.filter { $0.file != KernelFile.modprobe }
        if models(with: modules) == [model] {
            return Choice(
                content: nil, notes: ["the next boot brings up the \(model.rawValue) model already"])
        }
        let lines = own.filter(Self.isForBus)
        let kept = model == .bus ? own + Self.forBus : own.filter { !Self.isForBus($0) }
        guard Self.models(with: modules, others + kept) == [model] else {
            throw contradiction(others + kept, model, modules)
        }
        switch (file, model) {
        case (nil, _):
            throw Self.refusal("it can't be read, or is no text", "run as root and look at it")
        case (.absent?, .bus):
            return Choice(content: .text(Self.text([Self.header] + Self.forBus.map(\.text))), notes: [])
        case (.link(let target)?, .bus):
            throw Self.refusal(
                "it is a link to \(target), which does not ask for the bus model",
                "remove the link, or make \(target) say \(Self.forBus.map { "'\($0.text)'" }.joined(separator: " and "))"
            )
        case (.link(let target)?, .class):
            return Choice(content: .absent, notes: ["only the link is removed; \(target) stays as it is"])
        case (.text(let text, let access)?, .bus):
            let missing = Self.forBus.filter { line in !own.contains { $0.directive == line.directive } }
            let added = Self.text(Self.lines(of: text) + missing.map(\.text))
            return Choice(content: .text(added, access), notes: Self.notes(onKept: Self.lines(of: text)))
        case (.text(let text, let access)?, .class):
            let left = Self.lines(of: text).enumerated().filter { line in
                !lines.contains { $0.lines.contains(line.offset + 1) } && line.element != Self.header
            }.map(\.element)
            return left.allSatisfy(\.isBlank)
                ? Choice(content: .absent, notes: [])
                : Choice(content: .text(Self.text(left), access), notes: Self.notes(onKept: left))
        case (.absent?, .class):
            throw contradiction(others, model, modules)
        }
    }

    /// The two lines of `daxctl`.
    private static let forBus: [ModprobeStatement] = [
        .init(
            file: KernelFile.modprobe, lines: 1...1, directive: .blacklist(.daxPmemCompat),
            text: "blacklist \(DriverName.daxPmemCompat)"),
        .init(
            file: KernelFile.modprobe, lines: 2...2, directive: .alias(.daxPmem),
            text: "alias \(ModprobeStatement.deviceAlias)* \(DriverName.daxPmem)"),
    ]

    private static func isForBus(_ statement: ModprobeStatement) -> Bool {
        forBus.contains { $0.directive == statement.directive }
    }

    private static func lines(of text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    private static func text(_ lines: [String]) -> String {
        lines.reduce(into: "") { $0 += $1 + "\n" }
    }

    private static func notes(onKept lines: [String]) -> [String] {
        let count = lines.count { !$0.isBlank && $0 != header }
        guard count > 0 else { return [] }
        return ["\(KernelFile.modprobe) keeps \(count == 1 ? "1 line" : "\(count) lines") written by hand"]
    }

    private static func refusal(_ problem: String, _ remedy: String) -> Refusal {
        Refusal([.init(.impossible, "\(KernelFile.modprobe): \(problem)", remedy: remedy)])
    }

    /// Names what keeps devices from a model: a driver in the kernel, or the first statement that says otherwise.
    private func contradiction(
        _ statements: [ModprobeStatement], _ model: DeviceModel, _ modules: [DriverModule]
    ) -> Refusal {
        let culprit = statements.first { statement in
            switch statement.directive {
            case .alias(let driver): driver != model.provider
            case .blacklist(let driver), .install(let driver): driver == model.provider
            }
        }
        guard let culprit,
            !modules.contains(where: { $0.name == model.other.provider.rawValue && $0.state == .builtIn })
        else {
            return Refusal([
                .init(
                    .impossible,
                    "the driver \(model.other.provider) is part of the kernel, and takes NVDIMM devices before "
                        + "modprobe is asked",
                    remedy: "switch with --now after each boot, or boot a kernel that has it as a module")
            ])
        }
        return Refusal([
            .init(
                .impossible,
                "\(culprit.file), line \(culprit.lines.lowerBound), says '\(culprit.text)', which keeps devices "
                    + "from the \(model.rawValue) model at the next boot",
                remedy: "remove that line, then try again")
        ])
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
