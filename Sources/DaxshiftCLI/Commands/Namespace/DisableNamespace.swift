// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift disable-namespace`.
struct DisableNamespace: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable-namespace",
        abstract: "Unbind namespaces from their drivers.",
        discussion: "Example: daxshift disable-namespace namespace0.0")

    @OptionGroup
    private var namespaces: NamespaceArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        Request(nvdimm: .disable(namespaces.references, in: namespaces.region))
    }
}
