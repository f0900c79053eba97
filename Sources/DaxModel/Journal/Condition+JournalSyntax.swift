// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// The condition as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("device", .device, Device.journalSyntax, Self.device) {
            if case .device(let name, let condition) = $0 { (name, condition) } else { nil }
        },
        .init("block", .number, Block.journalSyntax, Self.block) {
            if case .block(let index, let condition) = $0 { (index, condition) } else { nil }
        },
        .init("nd-device", .kernelName, NdDevice.journalSyntax, Self.ndDevice) {
            if case .ndDevice(let name, let condition) = $0 { (name, condition) } else { nil }
        },
        .init("namespace", .kernelName, Namespace.journalSyntax, Self.namespace) {
            if case .namespace(let name, let condition) = $0 { (name, condition) } else { nil }
        },
        .init("nd-region", .kernelName, NvdimmRegion.journalSyntax, Self.nvdimmRegion) {
            if case .nvdimmRegion(let name, let condition) = $0 { (name, condition) } else { nil }
        },
        .init("dimm", .kernelName, Dimm.journalSyntax, Self.dimm) {
            if case .dimm(let name, let condition) = $0 { (name, condition) } else { nil }
        },
        .init("setting", Setting.journalSyntax, Self.setting) {
            if case .setting(let condition) = $0 { condition } else { nil }
        },
        .init("file", File.journalSyntax, Self.file) {
            if case .file(let condition) = $0 { condition } else { nil }
        },
        .init("node", .number, Node.journalSyntax, Self.node) {
            if case .node(let number, let condition) = $0 { (number, condition) } else { nil }
        },
    ])
}
