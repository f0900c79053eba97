// SPDX-License-Identifier: Apache-2.0

extension Weakness {
    /// All cases, in the order in which the guest runs them.
    ///
    /// 137 is SIGKILL. ndctl ends with the low byte of a negative errno, as in 240 for EBUSY, or with 129 for usage;
    /// daxshift as `docs/exit-codes.md` says.
    static let all = [
        Weakness(
            number: 1, title: "memory that is online is left behind when its device has no node",
            ndctl: ["destroy": "0", "left": "0", "online": "yes", "create": "0", "lost": "yes"],
            daxshift: ["destroy": "0", "left": "0", "online": "no", "create": "0", "lost": "no"]),
        Weakness(
            number: 2, title: "an alignment that failed applies to the next namespace", host: "nvdimm",
            ndctl: ["first": "237", "second": "234"], daxshift: ["first": "1", "second": "0"]),
        Weakness(
            number: 3, title: "a reconfiguration that can't be done destroys the namespace",
            ndctl: ["reconfigure": "228", "mode": "raw", "active": "no", "listed": "0", "uuid": "other"],
            daxshift: ["reconfigure": "1", "mode": "memory", "active": "yes", "listed": "1", "uuid": "same"]),
        Weakness(
            number: 4, title: "a killed creation leaves a UUID on which the next one fails",
            ndctl: ["killed": "137", "listed": "0", "next": "240", "third": "0"],
            daxshift: ["killed": "137", "listed": "0", "next": "3", "recover": "0", "third": "0"]),
        Weakness(
            number: 5, title: "a killed creation leaves a namespace that blocks its region",
            ndctl: ["killed": "137", "listed": "0", "free": "402653184", "next": "237"],
            daxshift: ["killed": "137", "listed": "0", "recover": "0", "free": "536870912", "next": "0"]),
        Weakness(
            number: 6, title: "a killed reconfiguration leaves a raw namespace for good",
            ndctl: ["killed": "137", "listed": "0", "mode": "raw"],
            daxshift: ["killed": "137", "listed": "0", "recover": "0", "mode": "memory"]),
        Weakness(
            number: 7, title: "two creations at once both fail",
            ndctl: ["second": "240", "first": "250", "listed": "0"],
            daxshift: ["second": "75", "first": "0", "listed": "1"]),
        Weakness(
            number: 8, title: "a region that is in use, and one that does not exist, are no failure",
            ndctl: ["disable": "0", "region": "enabled", "active": "2", "unknown": "0"],
            daxshift: ["disable": "1", "region": "enabled", "active": "3", "unknown": "1"]),
        Weakness(
            number: 9, title: "some of all namespaces are destroyed, which is no failure",
            ndctl: ["destroy": "0", "listed": "1"], daxshift: ["destroy": "1", "listed": "3"]),
        Weakness(
            number: 10, title: "why there is no space is not said",
            ndctl: ["read-only": "237", "full": "237", "disabled": "237", "reasons": "1"],
            daxshift: ["read-only": "1", "full": "1", "disabled": "1", "reasons": "3"]),
        Weakness(
            number: 11, title: "free space in pieces is not told from no space",
            ndctl: ["free": "268435456", "both": "237", "piece": "no", "any": "0", "left": "134217728"],
            daxshift: ["free": "268435456", "both": "1", "piece": "yes", "any": "0", "left": "134217728"]),
        Weakness(
            number: 12, title: "an empty size is all space",
            ndctl: [
                "size-": "0", "left-": "0", "size-0": "0", "left-0": "0", "size-k": "0", "left-k": "0",
            ],
            daxshift: [
                "size-": "64", "left-": "536870912", "size-0": "64", "left-0": "536870912", "size-k": "64",
                "left-k": "536870912",
            ]),
        Weakness(
            number: 13, title: "the nearest sizes are not said",
            ndctl: ["misaligned": "234", "proposal": "no", "fraction": "129", "unit": "129"],
            daxshift: ["misaligned": "1", "proposal": "yes", "fraction": "64", "unit": "0"]),
        Weakness(
            number: 14, title: "a device that is smaller than asked for is not mentioned", host: "nvdimm",
            ndctl: ["create": "0", "size": "2147483648", "told": "no"],
            daxshift: ["create": "0", "size": "2147483648", "told": "yes"]),
        Weakness(
            number: 15, title: "a file system is destroyed without a question",
            ndctl: ["reconfigure": "0", "destroy": "0"], daxshift: ["reconfigure": "4", "destroy": "4"]),
        Weakness(
            number: 16, title: "old contents are there again, which is not mentioned",
            ndctl: ["destroy": "0", "told": "no", "old": "secret"],
            daxshift: ["destroy": "0", "told": "yes", "old": "secret"]),
        Weakness(
            number: 17, title: "a device that is open is destroyed, and who uses one is not said",
            ndctl: ["open": "0", "path": "1", "mounted": "240", "named": "no"],
            daxshift: ["open": "1", "path": "0", "mounted": "1", "named": "yes"]),
        Weakness(
            number: 18, title: "a name is another's after a restart, and a UUID is not taken",
            ndctl: ["name": "other", "uuid": "250", "listed": "2"],
            daxshift: ["name": "other", "uuid": "0", "listed": "1"]),
        Weakness(
            number: 19, title: "a region is not filled",
            ndctl: ["fill": "0", "listed": "1"], daxshift: ["fill": "0", "listed": "4"]),
        Weakness(
            number: 20, title: "labels are written without a word", host: "blank.json",
            ndctl: [
                "create": "237", "labels-before": "", "reconfigure": "0", "labels": "label", "told": "no",
            ],
            daxshift: [
                "create": "4", "labels-before": "", "reconfigure": "0", "labels": "", "told": "no",
            ]),
        Weakness(
            number: 21, title: "which namespaces go with the labels is not said",
            ndctl: ["init": "0", "told": "no", "listed": "0", "unknown": "0"],
            daxshift: ["init": "0", "told": "yes", "listed": "0", "unknown": "1"]),
        Weakness(
            number: 22, title: "labels that are free again are shown",
            ndctl: ["read": "0", "slots": "more", "namespaces": "1"],
            daxshift: ["read": "0", "slots": "one", "namespaces": "1"]),
        Weakness(
            number: 23, title: "new labels forget what a namespace is for",
            ndctl: ["init": "0", "version": "1.1", "class-before": "dax", "class": ""],
            daxshift: ["init": "0", "version": "1.2", "class-before": "dax", "class": "dax"]),
        Weakness(
            number: 24, title: "the name of a destroyed namespace stays",
            ndctl: ["destroy": "0", "name": "gone"], daxshift: ["destroy": "0", "name": ""]),
        Weakness(
            number: 25, title: "a namespace that is gone is destroyed again, with errors",
            ndctl: ["destroy": "0", "errors": "yes"], daxshift: ["destroy": "1", "errors": "no"]),
        Weakness(
            number: 26, title: "a namespace is enabled as what it is not",
            ndctl: ["enable": "0", "block": "yes"], daxshift: ["enable": "1", "block": "no"]),
        Weakness(
            number: 27, title: "which filter matches nothing is not said",
            ndctl: ["region": "250", "named": "no", "bus": "0"],
            daxshift: ["region": "1", "named": "yes", "bus": "64"]),
        Weakness(
            number: 28, title: "there is no dry run, no JSON for all, and no word on what was so already",
            ndctl: ["dry-run": "129", "listed": "1", "again": "0", "told": "no", "json": "129"],
            daxshift: ["dry-run": "0", "listed": "1", "again": "0", "told": "yes", "json": "0"]),
    ]

    /// Cases that lose or keep something, and take little time: those of `make test`.
    static let sample = all.filter { [3, 6, 9, 12, 15, 17, 18, 26].contains($0.number) }

    /// The hosts of the cases, a guest each.
    static let hosts = Set(all.map(\.host)).sorted()
}
