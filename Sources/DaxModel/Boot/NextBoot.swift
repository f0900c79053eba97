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

    /// What the initramfs means for the next boot.
    ///
    /// - Parameter kernel: The kernel that boots with it.
    /// - Returns: The finding, with the command that makes the image again where that is or may be due.
    public func initramfsFinding(on kernel: KernelRelease) -> Finding {
        guard let initramfs else { return Finding(.boot(.noInitramfs(kernel))) }
        let (path, command) = (initramfs.path, initramfs.rebuilding(for: kernel))
        return switch initramfsDisagrees {
        case false: Finding(.boot(.initramfsAgrees(path: path)))
        case true:
            Finding(
                .boot(.initramfsDisagrees(path: path)), remedies: .rebuildInitramfs(command, isDue: true))
        case nil:
            Finding(.boot(.initramfsUnread(path: path)), remedies: .rebuildInitramfs(command, isDue: false))
        }
    }
}

extension NextBoot {
    /// What is written so that devices come up under a model.
    public struct Choice: Sendable, Hashable {
        /// What is to stand at ``KernelFile/modprobe``; nil when nothing need be written.
        public var content: FileContent?
        /// What the user should know of it.
        public var notes: [Finding]

        /// Creates a choice.
        ///
        /// - Parameters:
        ///   - content: What is to stand at ``KernelFile/modprobe``.
        ///   - notes: What the user should know of it.
        public init(content: FileContent?, notes: [Finding]) {
            self.content = content
            self.notes = notes
        }
    }

    /// The line that tells where the file comes from.
    private static let header =
        "# By daxshift: NVDIMM devices come up under /sys/bus/dax, until the class model is chosen for the next boot."

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
            return Choice(content: nil, notes: [Finding(.boot(.reached(model)))])
        }
        let lines = own.filter(Self.isForBus)
        let kept = model == .bus ? own + Self.forBus : own.filter { !Self.isForBus($0) }
        guard Self.models(with: modules, others + kept) == [model] else {
            throw contradiction(others + kept, model, modules)
        }
        switch (file, model) {
        case (nil, _):
            throw Refusal(.boot(.fileUnread), about: .setting(.modprobe), remedies: .lookAtFile)
        case (.absent?, .bus):
            return Choice(content: .text(Self.text([Self.header] + Self.forBus.map(\.text))), notes: [])
        case (.link(let target)?, .bus):
            throw Refusal(
                .boot(.fileIsLink(target: target)), about: .setting(.modprobe),
                remedies: .removeLink(target: target, lines: Self.forBus.map(\.text)))
        case (.link(let target)?, .class):
            return Choice(content: .absent, notes: [Finding(.boot(.linkRemoved(target: target)))])
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

    private static func notes(onKept lines: [String]) -> [Finding] {
        let count = lines.count { !$0.isBlank && $0 != header }
        return count > 0 ? [Finding(.boot(.linesKept(count)))] : []
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
            return Refusal(.boot(.builtIn(model.other.provider)), remedies: .switchAfterBoot)
        }
        return Refusal(.boot(.contradiction(culprit, model)), remedies: .removeLine)
    }
}

extension String {
    fileprivate var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
