// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxFormat
internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// The layout that a command line names: a file, or those of the host.
struct LayoutArgument: ParsableArguments {
    @Argument(
        help: ArgumentHelp(
            """
            The layout; - is standard input. Without it \(Layout.path), and the files in \(Layout.folder) that add \
            to it.
            """, valueName: "file"),
        completion: .file(extensions: ["yaml", "yml", "json"]))
    var file: String?

    /// Reads the files, and tells what they replace.
    ///
    /// - Throws: ``CommandFailure`` with all that is wrong with them.
    func read(in context: CommandContext) throws(CommandFailure) -> Layout {
        let files = files
        guard !files.isEmpty else {
            throw CommandFailure(
                .failure, .inputFile("this host has no layout: name a file, or write \(Layout.path)"))
        }
        do throws(LayoutErrors) {
            let (layout, notes) = try LayoutText.layout(parsing: files)
            context.note(notes.map { "daxshift: \(Words.daxshift.line($0))" })
            return layout
        } catch {
            throw CommandFailure(
                .failure, error.all.map { Finding(.start(.inputFile(Words.daxshift.line($0)))) })
        }
    }

    private var files: [Layout.File] {
        guard let file else { return LinuxHost().layoutFiles() }
        guard file == "-" else { return [LinuxHost().layoutFile(file)] }
        do throws(Errno) {
            return [Layout.File(path: "standard input", text: .success(try InputFile(path: file).bytes()))]
        } catch {
            return [Layout.File(path: "standard input", text: .failure(.init(reason: "\(error)")))]
        }
    }
}
