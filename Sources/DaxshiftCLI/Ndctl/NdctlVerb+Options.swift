// SPDX-License-Identifier: Apache-2.0

extension NdctlVerb {
    /// The options, in the order in which the usage shows them; none for a command that is not supported.
    var options: [GitOption] {
        switch self {
        case .enableNamespace, .disableNamespace: Self.namespaces
        case .createNamespace:
            Self.namespaces + [
                .init(
                    long: "reconfig", short: "e", value: "namespace", help: "change this namespace instead"),
                Self.uuid,
                .init(long: "name", short: "n", value: "name", help: "the name for people"),
                .init(
                    long: "size", short: "s", value: "size",
                    help: "the size with the metadata; all that is free without"),
                .init(long: "mode", short: "m", value: "mode", help: "fsdax, devdax, sector or raw"),
                Self.map,
                .init(
                    long: "sector-size", short: "l", value: "size", help: "the size of a sector: 512 or 4096"),
                .init(long: "type", short: "t", value: "type", help: "the type of the region: pmem"),
                Self.align,
                .init(long: "force", short: "f", help: "change a namespace that is enabled or holds data"),
                .init(long: "autolabel", short: "L", help: "write labels first where there are none"),
                .init(long: "continue", short: "c", help: "create as many as there is room for"),
                .init(long: "autorecover", short: "R", help: "undo what failed; always the case"),
            ]
        case .destroyNamespace:
            Self.namespaces + [.init(long: "force", short: "f", help: "destroy one that is enabled")]
        case .readInfoblock:
            Self.namespaces + [
                .init(long: "output", short: "o", value: "file", help: "write to this file"),
                .init(
                    long: "input", short: "i", value: "file", help: "read this file instead of a namespace"),
                .init(long: "verify", short: "V", help: "check the parent's UUID and the checksum"),
                Self.json, Self.humanJSON,
            ]
        case .writeInfoblock:
            Self.namespaces + [
                .init(
                    long: "output", short: "o", value: "file", help: "write to this file, not to a namespace"),
                .init(long: "stdout", short: "c", help: "write to standard output, not to a namespace"),
                .init(long: "mode", short: "m", value: "mode", help: "fsdax or devdax; fsdax without"),
                .init(long: "size", short: "s", value: "size", help: "the size of the namespace"),
                Self.align,
                Self.uuid,
                Self.map,
                .init(
                    long: "parent-uuid", short: "p", value: "uuid",
                    help: "the UUID of the namespace's label; 0 without"),
                .init(
                    long: "offset", short: "O", value: "offset", help: "the padding before the usable part"),
            ]
        case .checkNamespace:
            Self.namespaces + [
                .init(long: "repair", short: "R", help: "repair the metadata"),
                .init(long: "rewrite-log", short: "L", help: "write the log anew"),
                .init(long: "force", short: "f", help: "check one that is enabled"),
            ]
        case .clearErrors:
            Self.namespaces + [.init(long: "scrub", short: "s", help: "look for latent errors first")]
        case .enableRegion, .disableRegion:
            [
                Self.bus,
                .init(
                    long: "type", short: "t", value: "type", help: "only regions of this type: pmem or blk"),
            ]
        case .enableDimm, .disableDimm, .checkLabels: Self.dimms
        case .zeroLabels: Self.labels
        case .readLabels:
            Self.labels + [
                .init(long: "output", short: "o", value: "file", help: "write to this file"), Self.json,
                Self.humanJSON, .init(long: "index", short: "I", help: "the index blocks alone"),
            ]
        case .writeLabels:
            Self.labels + [.init(long: "input", short: "i", value: "file", help: "read this file")]
        case .initLabels:
            Self.dimms + [
                .init(long: "force", short: "f", help: "initialize labels that exist"),
                .init(
                    long: "label-version", short: "V", value: "version",
                    help: "the version of the labels: 1.1 or 1.2; 1.2 without"),
            ]
        case .waitScrub:
            [
                Self.verbose,
                .init(
                    long: "poll", short: "p", value: "seconds", isNumber: true,
                    help: "look again after so many seconds"),
            ]
        case .startScrub: [Self.verbose]
        case .list: Self.listing
        case .version, .help, .injectError, .updateFirmware, .injectSmart, .activateFirmware,
            .setupPassphrase,
            .updatePassphrase, .removePassphrase, .freezeSecurity, .sanitizeDimm, .loadKeys, .waitOverwrite,
            .monitor:
            []
        }
    }

    private static let listing: [GitOption] = [
        bus, region,
        .init(long: "dimm", short: "d", value: "dimm", help: "only objects on these DIMMs: N or nmemN"),
        .init(
            long: "namespace", short: "n", value: "namespace",
            help: "only objects of these namespaces: X.Y or namespaceX.Y"),
        .init(
            long: "mode", short: "m", value: "mode",
            help: "only namespaces in this mode: fsdax, devdax, sector or raw"),
        .init(long: "type", short: "t", value: "type", help: "only regions of this type: pmem or blk"),
        .init(long: "numa-node", short: "U", value: "node", help: "only objects on this node"),
        .init(long: "buses", short: "B", help: "show buses"),
        .init(long: "dimms", short: "D", help: "show DIMMs"),
        .init(long: "firmware", short: "F", help: "show the firmware of DIMMs"),
        .init(long: "health", short: "H", help: "show the health of DIMMs"),
        .init(long: "regions", short: "R", help: "show regions"),
        .init(long: "namespaces", short: "N", help: "show namespaces; without another kind the default"),
        .init(long: "device-dax", short: "X", help: "show the dax devices of namespaces"),
        .init(long: "capabilities", short: "C", help: "show what namespaces of a region can be"),
        .init(long: "idle", short: "i", help: "show disabled and empty objects as well"),
        .init(long: "configured", short: "c", help: "show disabled namespaces as well"),
        .init(long: "media-errors", short: "M", help: "show bad sectors"),
        .init(long: "human", short: "u", help: "print sizes and addresses for people"),
        .init(long: "verbose", short: "v", help: "show more; up to three times"),
    ]

    private static let bus = GitOption(
        long: "bus", short: "b", value: "bus", help: "only objects of this bus: N, ndbusN or the provider")
    private static let region = GitOption(
        long: "region", short: "r", value: "region", help: "only objects of this region: N or regionN")
    private static let verbose = GitOption(
        long: "verbose", short: "v", help: "report each step on standard error")
    private static let json = GitOption(long: "json", short: "j", help: "print JSON")
    private static let humanJSON = GitOption(
        long: "human", short: "u", help: "print JSON with numbers for people")
    private static let uuid = GitOption(
        long: "uuid", short: "u", value: "uuid", help: "the UUID; a random one without")
    private static let map = GitOption(
        long: "map", short: "M", value: "place", help: "where the map of the pages is kept: mem or dev")
    private static let align = GitOption(
        long: "align", short: "a", value: "align", help: "the alignment of mappings: 4K, 2M or 1G")
    private static let namespaces = [bus, region, verbose]
    private static let dimms = [bus, verbose]
    private static let labels =
        dimms + [
            .init(
                long: "size", short: "s", value: "bytes", isNumber: true,
                help: "so much of the label area"),
            .init(
                long: "offset", short: "O", value: "bytes", isNumber: true,
                help: "from here on in the label area"),
        ]
}
