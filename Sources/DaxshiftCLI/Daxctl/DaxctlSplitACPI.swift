// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import SystemPackage

/// `daxctl split-acpi`: splits a memory proximity domain in ACPI tables that were dumped from a machine.
///
/// The kernel loads the new tables from an initramfs at boot. This machine is not changed.
struct DaxctlSplitACPI: Sendable {
    private let directory: String
    private let domain: UInt32
    private let count: Int
    private let isVerbose: Bool

    /// Interprets a command line.
    ///
    /// - Throws: `DropInProblem` for an invalid one.
    init(_ arguments: GitArguments) throws(DropInProblem) {
        directory = arguments.values["directory"] ?? "."
        count = arguments.values["nodes"].flatMap { Int($0) } ?? 2
        isVerbose = arguments.has("verbose")
        let number = arguments.values["pxm"].flatMap { Int($0) } ?? 0
        var lines = arguments.operands.map { "  Error: unknown parameter \"\($0)\"" }
        if count > 1024 { lines.append("  Error: --nodes=\(count), must be 1024 or less") }
        if count < 2 { lines.append("  Error: --nodes=\(count), must be 2 or more") }
        if count <= 0 || count.nonzeroBitCount > 1 {
            lines.append("  Error: --nodes=\(count), must be power of 2")
        }
        if number < 0 { lines.append("  Error: --pxm=\(number), must be 0 or more") }
        guard lines.isEmpty, let domain = UInt32(exactly: number) else { throw .usage(lines) }
        self.domain = domain
    }

    /// Reads all tables and writes each to a file of the same name with `.new` appended.
    ///
    /// - Returns: What was done, one line per step.
    /// - Throws: `DropInProblem` when a table can't be read, split or written.
    func run() throws(DropInProblem) -> [String] {
        let (srat, slit, nfit) = try (read("srat"), read("slit"), read("nfit"))
        let split: DomainSplit
        do throws(ACPIError) {
            split = try DomainSplit(
                of: domain, into: count, srat: ACPITable("SRAT", parsing: srat),
                slit: ACPITable("SLIT", parsing: slit), nfit: ACPITable("NFIT", parsing: nfit))
        } catch {
            throw problem(error)
        }
        var lines: [String] = []
        for (name, table) in [("srat", split.srat), ("slit", split.slit), ("nfit", split.nfit)] {
            guard let table else {
                if isVerbose { lines.append("NFIT: proximity domain to split not found") }
                continue
            }
            let file = ResultFile(path: path(name) + ".new")
            do {
                _ = try file.write { try $0.writeAll(table.bytes) }
            } catch {
                throw .failure("  Error: \(error.lines.joined(separator: "; "))", .ioError)
            }
            if isVerbose, name != "slit" { lines += parts(of: split, name.uppercased()) }
            lines.append("created: \(file.path)")
        }
        return lines
    }

    private func path(_ name: String) -> String { "\(directory)/\(name).dat" }

    private func read(_ name: String) throws(DropInProblem) -> [UInt8] {
        do throws(Errno) {
            return try InputFile(path: path(name)).bytes()
        } catch {
            throw .failure("  Error: failed to open required \(path(name)): \(error)", error)
        }
    }

    private func parts(of split: DomainSplit, _ table: String) -> [String] {
        split.parts.enumerated().map { index, part in
            "\(table): \(index == 0 ? "edit" : " add"): 0x\(String(part.size, radix: 16))"
                + "@0x\(String(part.start, radix: 16)) pxm: \(part.domain)"
        }
    }

    private func problem(_ error: ACPIError) -> DropInProblem {
        switch error {
        case .malformed(let what): .failure("  Error: \(what)", .invalidArgument)
        case .notFound: .failure("  Error: SRAT: proximity domain to split not found", .noSuchFileOrDirectory)
        case .severalEntries(let table):
            .failure(
                "  Error: \(table): no support for splitting multiple entry proximity domains",
                .noSuchAddressOrDevice)
        case .indivisible:
            .failure("  Error: the size of domain \(domain) is not a multiple of \(count)", .invalidArgument)
        }
    }
}
