// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxHost
internal import DaxModel

/// `daxshift apply`.
struct Apply: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Make a host as a layout says, as a whole or not at all.",
        discussion: "Example: daxshift apply --force layout.yaml")

    @OptionGroup
    private var layout: LayoutArgument

    @Flag(
        name: [.customShort("f"), .long],
        help: "Take memory offline that is in use, and destroy what entries with 'allow: [destroy]' let go.")
    private var force = false

    @Option(
        help: ArgumentHelp(
            "Put everything back unless 'daxshift confirm' comes within this time after it is done.",
            valueName: "seconds"),
        transform: { try Seconds.duration($0) })
    private var confirm: Duration?

    @Flag(help: "Leave out entries that no object matches: it may appear later.")
    private var skipMissing = false

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        if confirm != nil && options.dryRun {
            throw ValidationError("--confirm goes with a run that changes something: leave out --dry-run")
        }
    }

    var confirmation: Duration? { confirm }

    var request: Request {
        get throws {
            var request = try stored ?? made
            request.skipsMissing = skipMissing
            return request
        }
    }

    /// The request of a stored plan; nil where the file is a layout.
    private var stored: Request? {
        get throws {
            guard let file = layout.file else { return nil }
            return try StoredPlanFile(path: file).request(isForced: force)
        }
    }

    private var made: Request {
        get throws {
            var request = Request(try layout.read(in: .standard()), force: force)
            request.uuids = UUIDSeries(seed: .random(in: .min ... .max))
            return request
        }
    }
}
