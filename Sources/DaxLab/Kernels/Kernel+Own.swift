// SPDX-License-Identifier: Apache-2.0

public import SystemPackage

extension Kernel {
    /// The files of a kernel that is not Debian's.
    struct Own: Sendable, Hashable {
        let image: FilePath
        let modules: KernelModules
    }

    /// Creates a kernel of the user's own.
    ///
    /// - Parameters:
    ///   - image: A bzImage, or an ELF file that QEMU can start.
    ///   - modules: The folder of its modules, which has the kernel's release as its name.
    /// - Throws: ``LabError`` with the code `request` when they do not belong together.
    public init(image: FilePath, modules: FilePath) throws(LabError) {
        guard modules.kind == .folder else { throw .request("there is no folder of modules \(modules)") }
        let folder = modules.absolute
        let release = folder.lastComponent?.string ?? ""
        guard let version = Self.version(of: release) else {
            throw .request(
                "the folder of modules \(modules) must have the kernel's release as its name, as in "
                    + "/lib/modules/6.12.0, not \(release)")
        }
        guard image.kind == .file else { throw .request("there is no kernel \(image)") }
        let content = try image.read()
        let found = Self.release(ofImage: content)
        guard found != nil || content.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else {
            throw .request("\(image) is no kernel image; a build makes arch/x86/boot/bzImage")
        }
        if let found, found != release {
            throw .request("\(image) is Linux \(found), but \(modules) has the modules of \(release)")
        }
        self.init(
            own: Own(image: image.absolute, modules: KernelModules(folder: folder)), release: release,
            doublesSoftReserved: version < (6, 1), makesCXLRegions: version >= (6, 3))
    }

    private static func version(of release: String) -> (Int, Int)? {
        let parts = release.split(separator: ".", maxSplits: 2)
        guard parts.count > 1, let major = Int(parts[0]),
            let minor = Int(parts[1].prefix { $0.isASCII && $0.isNumber })
        else { return nil }
        return (major, minor)
    }

    /// The release that a bzImage names in its header (Documentation/arch/x86/boot.rst), or nil for another file.
    private static func release(ofImage content: [UInt8]) -> String? {
        guard content.count > 0x210, content[0x202..<0x206].elementsEqual("HdrS".utf8) else { return nil }
        let start = 0x200 + Int(content[0x20E]) + Int(content[0x20F]) << 8
        return String(decoding: content.dropFirst(start).prefix { $0 > 0x20 }, as: UTF8.self)
    }
}
