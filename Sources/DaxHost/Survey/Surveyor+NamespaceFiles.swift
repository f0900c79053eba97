// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Surveyor {
    /// Reads the namespaces from the kernel's files, which takes less time than libndctl does.
    mutating func surveyNamespaceFiles() {
        let carried = devicesOfNvdimms
        for name in names(in: Self.ndFolder) ?? [] where name.hasPrefix("namespace") {
            addNamespace(KernelName(rawValue: name), carrying: carried)
        }
        inventory.namespaces.sort { $0.name < $1.name }
    }

    private mutating func addNamespace(_ name: KernelName, carrying devices: [Substring: DeviceName]) {
        let folder = "\(Self.ndFolder)/\(name)"
        let holder = text(of: folder + "/holder")
        let size = size(of: name, under: holder)
        // A region's seed: the empty namespace for its next one.
        guard holder != nil || size != .zero else { return }
        let path = holder.map { "\(Self.ndFolder)/\($0)" } ?? folder
        let region = name.rawValue.dropFirst("namespace".count).prefix { $0 != "." }
        var namespace = Namespace(
            name: name, region: KernelName(rawValue: "region\(region)"), mode: mode(of: folder), size: size,
            uuid: text(of: path + "/uuid"), isEnabled: linkedName(path + "/driver") != nil)
        if let holder, namespace.mode == "devdax" {
            namespace.ndDevice = KernelName(rawValue: holder)
            namespace.device = devices[holder[...]]
        }
        inventory.namespaces.append(namespace)
    }

    /// The mode of a namespace, in ndctl's words.
    private mutating func mode(of folder: String) -> String {
        switch text(of: folder + "/mode") {
        case "dax": "devdax"
        case "memory": "fsdax"
        case "safe": "sector"
        case "raw": "raw"
        default: "unknown"
        }
    }

    /// The text of a file; nil when it is empty.
    private mutating func text(of file: String) -> String? {
        look(file) { $0 }.value.flatMap { $0.isEmpty ? nil : $0 }
    }
}
