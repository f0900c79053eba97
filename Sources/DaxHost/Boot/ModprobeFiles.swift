// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Glibc
internal import Sysfs
internal import SystemPackage

/// The files that modprobe reads, and their statements about the drivers of NVDIMM dax devices.
internal enum ModprobeFiles {
    /// The folders of configuration, in order of precedence.
    static let folders = [
        "/etc/modprobe.d", "/run/modprobe.d", "/usr/local/lib/modprobe.d", "/usr/lib/modprobe.d",
        "/lib/modprobe.d",
    ]

    /// Finds the statements of this host, in the order in which modprobe reads them.
    ///
    /// A file hides files of the same name in later folders. The kernel's command line comes last.
    ///
    /// - Parameters:
    ///   - folders: The folders of configuration.
    ///   - commandLine: The file of the kernel's command line.
    /// - Returns: The statements, and a gap for each file that can't be read.
    static func statements(
        in folders: [String] = folders, commandLine: String = "/proc/cmdline"
    ) -> (statements: [ModprobeStatement], gaps: [Gap]) {
        var files: [String: String] = [:]
        var gaps: [Gap] = []
        var statements: [ModprobeStatement] = []
        func read(_ body: () throws(SysfsError) -> Void) {
            do throws(SysfsError) { try body() } catch { gaps.append(Gap(error)) }
        }
        for folder in folders {
            read { () throws(SysfsError) in
                for name in try Sysfs.names(in: folder) ?? []
                where name.hasSuffix(".conf") && files[name] == nil {
                    files[name] = "\(folder)/\(name)"
                }
            }
        }
        for (_, file) in files.sorted(by: { $0.key < $1.key }) {
            read { () throws(SysfsError) in
                statements += self.statements(
                    in: try Sysfs.plainText(of: file, limit: Surveyor.fileLimit), of: file)
            }
        }
        read { () throws(SysfsError) in
            statements += self.statements(
                onCommandLine: try Sysfs.wholeText(of: commandLine), of: commandLine)
        }
        return (statements, gaps)
    }

    /// Finds the statements in the text of a file; a backslash at its end continues a line.
    static func statements(in text: String, of file: String) -> [ModprobeStatement] {
        LogicalLine.all(in: text).compactMap { line in
            guard let directive = directive(in: line.text) else { return nil }
            let words = line.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            return ModprobeStatement(
                file: file, lines: line.lines, directive: directive, text: fitForTerminal(words))
        }
    }

    /// Parses a statement about one of the drivers; nil for other lines.
    private static func directive(in line: String) -> ModprobeStatement.Directive? {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count >= 2, !words[0].hasPrefix("#") else { return nil }
        switch words[0] {
        case "alias":
            guard words.count >= 3, fnmatch(words[1], ModprobeStatement.deviceAlias, 0) == 0 else {
                return nil
            }
            return .alias(DriverName(rawValue: moduleName(words[2])))
        case "blacklist":
            return driver(words[1]).map { .blacklist($0) }
        case "install":
            let module = DriverModule(
                name: words[1], state: .loadable, installCommand: words.dropFirst(2).joined(separator: " "))
            return module.substitute == nil ? nil : driver(words[1]).map { .install($0) }
        default:
            return nil
        }
    }

    private static func statements(onCommandLine text: String, of file: String) -> [ModprobeStatement] {
        text.split(whereSeparator: \.isWhitespace).flatMap { word -> [ModprobeStatement] in
            let parts = word.split(separator: "=", maxSplits: 1)
            guard parts.count == 2, ["modprobe.blacklist", "module_blacklist"].contains(parts[0]) else {
                return []
            }
            return parts[1].split(separator: ",").compactMap { driver(String($0)) }.map {
                ModprobeStatement(
                    file: file, lines: 1...1, directive: .blacklist($0), text: fitForTerminal(String(word)))
            }
        }
    }

    /// The NVDIMM driver of this name; modprobe treats hyphens as underscores.
    private static func driver(_ name: String) -> DriverName? {
        [.daxPmem, .daxPmemCompat].first { $0.rawValue == moduleName(name) }
    }

    private static func moduleName(_ name: String) -> String {
        String(name.map { $0 == "-" ? "_" : $0 })
    }
}
