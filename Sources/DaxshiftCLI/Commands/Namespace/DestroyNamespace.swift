// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift destroy-namespace`.
struct DestroyNamespace: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "destroy-namespace",
        abstract: "Destroy namespaces and free their memory.",
        discussion: "Example: daxshift destroy-namespace namespace0.1")

    static let asksAboutLosses = true

    @OptionGroup
    private var force: LossOption

    @OptionGroup
    private var allowOOM: AllowOOMOption

    @OptionGroup
    private var namespaces: NamespaceArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        var request = Request(
            nvdimm: .destroy(namespaces.references, in: namespaces.region), force: force.isGiven)
        request.allowsOOM = allowOOM.isGiven
        return request
    }
}
