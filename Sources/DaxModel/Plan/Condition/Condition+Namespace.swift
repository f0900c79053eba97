// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of a namespace.
    public enum Namespace: Sendable, Hashable {
        /// It has this identity, so its name still means the same namespace; one that is gone has none.
        case identity(uuid: String?, PhysicalRange?)
        /// It has this label.
        case label(NamespaceLabel)
        /// It has another label than that with this UUID; or none, and nothing of one is left: no size, no UUID, no name. So
        /// has one in a region without labels.
        case without(uuid: String)
        /// It has no size.
        case unsized
        /// It begins and ends there.
        case range(PhysicalRange)
        /// An nd device of this shape sits on it, and a driver holds that.
        case made(HolderShape)
        /// No nd device sits on it, no driver holds it, and the seed of its region has this alignment.
        case released(SeedAlign?)
        /// A driver holds it or its nd device, in this mode if there is one.
        case active(NamespaceMode?, DriverName?)
        /// No driver holds it, and no nd device sits on it.
        case inactive
        /// It is there, and no driver and no nd device holds it: the kernel does not bring it up any more.
        case disabled
        /// Nobody uses its block device or its dax device, and all users could be seen.
        case unused
        /// Whether its info block is saved, and overwritten; without, nothing of the namespace is saved.
        case infoBlockSaved(Bool)
        /// Whether `nd_pmem` holds it and leaves its info block alone; without, no driver and no nd device holds it, and the next
        /// one minds the info block.
        case raw(Bool)
        /// Parts of its block translation table are saved, and overwritten.
        case repaired
    }
}

extension Condition {
    /// That a name still means the same namespace: by the UUID of its label, or by its range without one.
    ///
    /// - Parameters:
    ///   - identity: The identity of the namespace.
    ///   - name: The name.
    /// - Returns: The condition.
    public static func identity(_ identity: ObjectIdentity, of name: KernelName) -> Condition {
        .namespace(
            name, .identity(uuid: identity.uuid, identity.uuid == nil ? identity.ranges.first : nil))
    }
}

extension Condition.Namespace {
    func description(of name: KernelName) -> String {
        switch self {
        case .identity(let uuid?, _): "\(name) has the UUID \(uuid)"
        case .identity(nil, let range?): "\(name) covers \(range)"
        case .identity(nil, nil): "\(name) has no label"
        case .without(let uuid): "\(name) has no label with the UUID \(uuid)"
        case .label(let label): "\(name) has the UUID \(label.uuid) and \(label.size.exact)"
        case .unsized: "\(name) has no size"
        case .range(let range): "\(name) covers \(range)"
        case .made(let shape): "a driver holds the \(shape.kind.rawValue) device of \(name)"
        case .released: "no nd device sits on \(name)"
        case .active(let mode?, _): "\(name) is enabled in mode \(mode.rawValue)"
        case .active(nil, _): "\(name) is enabled"
        case .inactive, .disabled: "no driver and no nd device holds \(name)"
        case .unused: "nobody uses \(name)"
        case .infoBlockSaved(true): "the info block of \(name) is saved"
        case .infoBlockSaved(false): "\(name) has its own info block"
        case .raw(true): "\(name) is enabled raw"
        case .raw(false): "no driver holds \(name), or has to leave its info block alone"
        case .repaired: "the block translation table of \(name) is repaired"
        }
    }

    /// The condition, without its namespace, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("identity", .textOrNone.labelled("uuid"), .rangeOrNone, { .identity(uuid: $0, $1) }) {
            if case .identity(let uuid, let range) = $0 { (uuid, range) } else { nil }
        },
        .init("label", NamespaceLabel.journalSyntax, Self.label) {
            if case .label(let label) = $0 { label } else { nil }
        },
        .init("without", .text.labelled("uuid"), { .without(uuid: $0) }) {
            if case .without(let uuid) = $0 { uuid } else { nil }
        },
        .init("unsized", .unsized),
        .init("range", .range, Self.range) { if case .range(let range) = $0 { range } else { nil } },
        .init("made", HolderShape.journalSyntax, Self.made) {
            if case .made(let shape) = $0 { shape } else { nil }
        },
        .init("released", SeedAlign.journalSyntax, Self.released) {
            if case .released(let align) = $0 { .some(align) } else { nil }
        },
        .init("active", .modeOrNone, .driverOrNone, Self.active) {
            if case .active(let mode, let driver) = $0 { (mode, driver) } else { nil }
        },
        .init("inactive", .inactive),
        .init("disabled", .disabled),
        .init("unused", .unused),
        .init("info-block-saved", .flag, Self.infoBlockSaved) {
            if case .infoBlockSaved(let isSaved) = $0 { isSaved } else { nil }
        },
        .init("raw", .flag, Self.raw) { if case .raw(let isRaw) = $0 { isRaw } else { nil } },
        .init("repaired", .repaired),
    ])
}
