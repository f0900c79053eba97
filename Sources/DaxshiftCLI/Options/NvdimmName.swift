// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

/// Strict parsers of the names of namespaces, NVDIMM regions and DIMMs on the command line.
enum NvdimmName {
    /// Reads `namespaceX.Y`, `X.Y`, a UUID, or the name that an administrator gave a namespace.
    ///
    /// - Throws: ``MalformedName`` for a word that begins as a namespace's name and is none, for the name of a device or a
    ///   path, and for an empty word.
    static func namespace(_ text: String) throws(MalformedName) -> NamespaceReference {
        if let uuid = NamespaceReference(uuid: text) { return uuid }
        if let name = try? ObjectName.namespace(text) { return .name(name) }
        guard !text.isEmpty, !text.hasPrefix("namespace"), !text.hasPrefix("/"), DeviceName(text) == nil
        else {
            throw MalformedName(
                "namespace", forms: "namespaceX.Y, its UUID, or the name that it was given", text: text)
        }
        return .altName(text)
    }

    /// Reads `N` or `regionN`.
    ///
    /// - Throws: ``MalformedName`` for anything else.
    static func region(_ text: String) throws(MalformedName) -> KernelName {
        KernelName(region: try ObjectName.region(text))
    }

    /// Reads `N` or `nmemN`.
    ///
    /// - Throws: ``MalformedName`` for anything else.
    static func dimm(_ text: String) throws(MalformedName) -> KernelName {
        let number = text.hasPrefix("nmem") ? text.dropFirst("nmem".count) : text[...]
        guard let id = Int(kernelDigits: number) else {
            throw MalformedName("DIMM", forms: "N or nmemN", text: text)
        }
        return KernelName(rawValue: "nmem\(id)")
    }
}
