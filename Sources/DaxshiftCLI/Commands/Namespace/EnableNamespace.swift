// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift enable-namespace`.
struct EnableNamespace: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable-namespace",
        abstract: "Bind namespaces to their drivers.",
        discussion: "Example: daxshift enable-namespace namespace0.0")

    @OptionGroup
    private var namespaces: NamespaceArguments

    @OptionGroup
    var options: ChangeOptions

    var request: Request {
        Request(nvdimm: .enable(namespaces.references, in: namespaces.region))
    }
}
