// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Words {
    func text(_ cause: Finding.SettingCause, _ object: ObjectReference?) -> String {
        switch cause {
        case .notOffered: "this kernel has no \(file(of: object))"
        case .noPromotion: "this kernel takes 0 and 1, and can't move pages to the fast memory tier"
        case .unread(let gap?): "could not read \(gap)"
        case .unread(nil): "\(file(of: object)) was not read"
        case .badMode(let mode):
            "\(mode) is none of 0, 1, 2 and 3: the sum of 1 for the nearest node and 2 for the fast memory tier"
        case .badWeight(let weight, let node): "the weight \(weight) of node\(node) is not 1 to 255"
        case .noNode(let node):
            "this kernel has no \(KernelFile.weight(of: node)): node\(node) is not there, or has no memory online"
        case .noBandwidth:
            "the kernel knows the bandwidth of no node, since the firmware declares none in ACPI HMAT or CDAT"
        case .laterBandwidth(let nodes):
            "the kernel tells the bandwidth of \(list(nodes.map { "node\($0)" })) only once its memory is online; "
                + "plan again then for weights in proportion to it"
        }
    }

    private func file(of object: ObjectReference?) -> String {
        if case .setting(let setting)? = object { setting.name } else { "file" }
    }
}
