// SPDX-License-Identifier: Apache-2.0

/// The settings that decide the model of NVDIMM devices at the next boot.
public struct NextBoot: Sendable, Hashable {
    /// The file at ``KernelFile/modprobe``; nil when it could not be read.
    public var file: FileContent?
    /// The statements in modprobe.d, in the order in which modprobe reads them, and on the kernel's command line.
    public var statements: [ModprobeStatement]
    /// The initramfs of the running kernel; nil when none was found.
    public var initramfs: Initramfs?

    /// Creates the settings.
    ///
    /// - Parameters:
    ///   - file: The file at ``KernelFile/modprobe``.
    ///   - statements: The statements in modprobe.d and on the kernel's command line.
    ///   - initramfs: The initramfs of the running kernel.
    public init(file: FileContent?, statements: [ModprobeStatement], initramfs: Initramfs?) {
        self.file = file
        self.statements = statements
        self.initramfs = initramfs
    }

    /// The models of the devices after the next boot.
    ///
    /// A built-in driver comes before any module. Otherwise modprobe loads the drivers named by an `alias`, or the
    /// kernel's default without one, except those that are blacklisted.
    ///
    /// - Parameter modules: The states of the drivers.
    /// - Returns: The models; both when it depends on the load order, none when no driver binds the devices.
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
    /// Whether the initramfs has the drivers and another configuration than the root file system; nil if unknown.
    public var initramfsDisagrees: Bool? {
        guard let initramfs, let file else { return nil }
        return initramfs.disagrees(with: file)
    }

    /// The effect of the initramfs on the next boot.
    ///
    /// - Parameter kernel: The kernel that boots with it.
    /// - Returns: The finding, with the command that rebuilds the image if that is or may be needed.
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
    /// The change of the file that selects a model.
    public struct Choice: Sendable, Hashable {
        /// The new file at ``KernelFile/modprobe``; nil when nothing need be written.
        public var content: FileContent?
        /// The notes for the user.
        public var notes: [Finding]

        /// Creates a choice.
        ///
        /// - Parameters:
        ///   - content: The new file at ``KernelFile/modprobe``.
        ///   - notes: The notes for the user.
        public init(content: FileContent?, notes: [Finding]) {
            self.content = content
            self.notes = notes
        }
    }

    /// The comment line that names the origin of the file.
    private static let header =
        "# By daxshift: NVDIMM devices come up under /sys/bus/dax, until the class model is chosen for the next boot."

    /// Finds the change of the file that selects a model.
    ///
    /// The two lines of `daxctl migrate-device-model` are added or removed; all others stay.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - modules: The states of the drivers.
    /// - Returns: The change.
    /// - Throws: `Refusal` when the file can't be read or is not a plain file, or when another statement contradicts.
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

    /// Finds what prevents a model: a built-in driver, or the first contradicting statement.
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
