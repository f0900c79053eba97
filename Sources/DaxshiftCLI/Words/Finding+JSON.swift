// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

extension Words {
    /// A finding as JSON.
    func json(_ finding: Finding) -> JSON { .object(members(of: finding)) }

    /// The members of a finding in JSON.
    func members(of finding: Finding) -> [JSON.Member] {
        [
            .init("code", .string(finding.code.rawValue)),
            .init("severity", .string(finding.severity.rawValue)),
            .init("object", finding.object.map { .string($0.name) } ?? .null),
            .init("text", .string(problem(finding))),
            .init("remedy", remedy(finding).map { .string($0) } ?? .null),
        ] + (finding.entry.map { [.init("entry", .string("\($0)"))] } ?? [])
    }
}

extension ObjectReference {
    /// The kernel's name of the object, or the file of a setting.
    fileprivate var name: String {
        switch self {
        case .device(let name): "\(name)"
        case .namespace(let name), .ndDevice(let name), .nvdimmRegion(let name), .dimm(let name): "\(name)"
        case .daxRegion(let path): path
        case .memoryBlock(let index): "memory\(index)"
        case .node(let id): "node\(id)"
        case .setting(let setting): setting.name
        }
    }
}
