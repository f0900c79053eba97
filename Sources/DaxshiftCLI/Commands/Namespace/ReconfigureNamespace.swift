// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// `daxshift reconfigure-namespace`.
struct ReconfigureNamespace: ChangeCommand {
    static let configuration = CommandConfiguration(
        commandName: "reconfigure-namespace",
        abstract: "Change the mode, size, alignment, name or UUID of a namespace in its place.",
        discussion: "Example: daxshift reconfigure-namespace --mode devdax namespace0.1")

    static let asksAboutLosses = true

    @OptionGroup
    private var namespace: NamespaceOptions

    @OptionGroup
    private var force: LossOption

    @Argument(
        help: ArgumentHelp(
            "The namespace: namespaceX.Y, X.Y, the UUID or the name.", valueName: "namespace"),
        completion: LiveNames.namespaceNames, transform: { try NvdimmName.namespace($0) })
    private var name: NamespaceReference

    @OptionGroup
    var options: ChangeOptions

    func validate() throws {
        guard namespace.shape != NamespaceShape() else {
            throw ValidationError(
                "give --mode, --size, --align, --map, --name, --uuid or --sector-size: what is to change")
        }
    }

    var request: Request {
        namespace.request(.reconfigure(name, namespace.shape), isForced: force.isGiven)
    }
}
