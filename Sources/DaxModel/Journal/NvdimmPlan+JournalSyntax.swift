// SPDX-License-Identifier: Apache-2.0

extension NvdimmPlan {
    /// The object, its identity and its goal as they are written in a journal, without the losses.
    static let journalSyntax = JournalSyntax<Self> { plan, line in
        ObjectReference.journalSyntax.write(plan.object, &line)
        line.add(" uuid=" + JournalText.word(plan.identity.uuid))
        line.add(" ranges=" + JournalText.ranges(plan.identity.ranges))
        line.add(" unchanged=\(plan.isUnchanged ? "yes" : "no") ")
        Goal.journalSyntax.write(plan.goal, &line)
    } read: { words in
        guard let object = ObjectReference.journalSyntax.read(&words),
            let uuid = JournalText.field("uuid", words.popFirst()).flatMap({ JournalText.word(parsing: $0) }),
            let ranges = JournalText.field("ranges", words.popFirst()).flatMap({
                JournalText.ranges(parsing: $0)
            }),
            let unchanged = JournalText.field("unchanged", words.popFirst()),
            ["yes", "no"].contains(unchanged), let goal = Goal.journalSyntax.read(&words)
        else { return nil }
        var plan = NvdimmPlan(object, identity: ObjectIdentity(uuid: uuid, ranges: ranges), goal: goal)
        plan.isUnchanged = unchanged == "yes"
        return plan
    }
}

extension NvdimmPlan.Goal {
    /// The goal as it is written in a journal.
    fileprivate static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("namespace", NamespaceState.journalSyntax, Self.namespace) {
            if case .namespace(let state) = $0 { state } else { nil }
        },
        .init("gone", .gone),
        .init("enabled", .flag, Self.enabled) {
            if case .enabled(let isEnabled) = $0 { isEnabled } else { nil }
        },
        .init("labels", .flag, Self.labels) {
            if case .labels(let isLabelled) = $0 { isLabelled } else { nil }
        },
        .init("as-before", .asBefore),
    ])
}

extension NamespaceState {
    /// The state as it is written in a journal.
    fileprivate static let journalSyntax = JournalSyntax<Self> { state, line in
        line.add("\(state.mode.rawValue) uuid=\(JournalText.word(state.uuid))")
        line.add(" name=\(JournalText.word(state.altName)) range=\(state.range)")
        line.add(" align=\(JournalText.word(state.align.map { "\($0.rawValue)" }))")
        line.add(" map=\(JournalText.word(state.map?.rawValue))")
        line.add(" sector=\(JournalText.word(state.sectorSize.map { "\($0.rawValue)" }))")
        line.add(" labels=\(JournalText.word(state.labels?.rawValue))")
    } read: { words in
        guard let mode = words.popFirst().flatMap({ NamespaceMode(rawValue: String($0)) }),
            let uuid = JournalText.field("uuid", words.popFirst()).flatMap({ JournalText.word(parsing: $0) }),
            let name = JournalText.field("name", words.popFirst()).flatMap({ JournalText.word(parsing: $0) }),
            let range = JournalText.field("range", words.popFirst()).flatMap({
                JournalText.range(parsing: $0)
            }),
            let align = JournalText.byteCountOrNone("align", words.popFirst()),
            let map = JournalText.field("map", words.popFirst()).flatMap({ JournalText.word(parsing: $0) }),
            map == nil || map.flatMap(MapPlace.init(rawValue:)) != nil,
            let sector = JournalText.byteCountOrNone("sector", words.popFirst()),
            let labels = JournalText.field("labels", words.popFirst()).flatMap({
                JournalText.word(parsing: $0)
            }), labels == nil || labels.flatMap(LabelVersion.init(rawValue:)) != nil
        else { return nil }
        var state = Self(mode, uuid: uuid, range: range)
        state.altName = name
        state.align = align
        state.map = map.flatMap(MapPlace.init(rawValue:))
        state.sectorSize = sector
        state.labels = labels.flatMap(LabelVersion.init(rawValue:))
        return state
    }
}
