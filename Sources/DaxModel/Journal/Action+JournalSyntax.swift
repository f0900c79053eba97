// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// The action as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: journalForms)

    /// The forms of ``journalSyntax``.
    static let journalForms: [JournalSyntax<Self>.Form] = [
        .init("block", .number, Block.journalSyntax, Self.block) {
            if case .block(let index, let change) = $0 { (index, change) } else { nil }
        },
        .init("device", .device, Device.journalSyntax, Self.device) {
            if case .device(let name, let change) = $0 { (name, change) } else { nil }
        },
        .init("nd-device", .kernelName, NdDevice.journalSyntax, Self.ndDevice) {
            if case .ndDevice(let name, let change) = $0 { (name, change) } else { nil }
        },
        .init("namespace", .kernelName, Namespace.journalSyntax, Self.namespace) {
            if case .namespace(let name, let change) = $0 { (name, change) } else { nil }
        },
        .init("nd-region", .kernelName, NvdimmRegion.journalSyntax, Self.nvdimmRegion) {
            if case .nvdimmRegion(let name, let change) = $0 { (name, change) } else { nil }
        },
        .init("dimm", .kernelName, Dimm.journalSyntax, Self.dimm) {
            if case .dimm(let name, let change) = $0 { (name, change) } else { nil }
        },
        .init("setting", Setting.journalSyntax, Self.setting) {
            if case .setting(let change) = $0 { change } else { nil }
        },
        .init("file", File.journalSyntax, Self.file) {
            if case .file(let change) = $0 { change } else { nil }
        },
    ]
}
