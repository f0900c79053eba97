// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SystemPackage
import Testing

@testable import DaxLab

@Suite struct OwnKernelTests {
    /// A folder with a kernel image of a release and a folder of modules.
    private static func withKernel<Result>(
        _ release: String, modules: String, builtIn: String = "",
        _ body: (_ image: FilePath, _ modules: FilePath) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder(in: TemporaryFolder.standardParent)
        defer { folder.remove() }
        let (image, place) = (folder.path.appending("bzImage"), folder.path.appending(modules))
        var content = [UInt8](repeating: 0, count: 0x300)
        content.replaceSubrange(0x202..<0x206, with: "HdrS".utf8)
        content[0x20F] = 1
        try image.write(content + "\(release) (me@here) #1".utf8)
        try place.createFolder()
        try place.appending("modules.builtin").write(Array(builtIn.utf8))
        return try await body(image, place)
    }

    @Test(arguments: [("5.15.9", true, false), ("6.2.0-rc1", false, false), ("6.17.0+", false, true)])
    func `the release tells what the kernel can`(_ release: String, _ doubles: Bool, _ regions: Bool)
        async throws
    {
        try await Self.withKernel(release, modules: release) { image, modules in
            let options = ["--kernel", image.string, "--modules", modules.string + "/", "--host", "hbm"]
            let guest = try GuestOptions.parse(options).guest()
            #expect(guest.kernel.name == release)
            #expect(guest.kernel.makesCXLRegions == regions)
            let command = try guest.qemuCommand()
            #expect(command.contains(image.string))
            #expect(command.last?.contains(" numa=nohmat ") == doubles)
        }
    }

    @Test func `what does not belong together is refused`() async throws {
        try await Self.withKernel("6.12.1", modules: "6.12.0") { image, modules in
            let text = image.string
            for (options, message) in [
                (["--kernel", text], "the kernel \(text) needs its modules: --modules DIR"),
                (["--modules", modules.string], "--modules belongs to a kernel of your own"),
                (["--kernel", text, "--modules", "/none"], "there is no folder of modules /none"),
                (
                    ["--kernel", text, "--modules", "/"],
                    "the folder of modules / must have the kernel's release"
                ),
                (["--kernel", "/none", "--modules", modules.string], "there is no kernel /none"),
                (
                    ["--kernel", "\(modules)/modules.builtin", "--modules", modules.string],
                    "\(modules)/modules.builtin is no kernel image"
                ),
                (
                    ["--kernel", text, "--modules", modules.string],
                    "\(text) is Linux 6.12.1, but \(modules) has the modules of 6.12.0"
                ),
            ] {
                let error = #expect(throws: LabError.self) { try GuestOptions.parse(options).guest() }
                #expect(error?.code == .request)
                #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "")")
            }
        }
    }

    @Test func `a driver that is nowhere is named`() async throws {
        let builtIn = "kernel/drivers/virtio/virtio_pci.ko\nkernel/drivers/acpi/nfit/nfit.ko\n"
        try await Self.withKernel("6.12.0", modules: "6.12.0", builtIn: builtIn) { image, modules in
            let host = try #require(try Host.preset("nvdimm"))
            let guest = Guest(host: host, kernel: try Kernel(image: image, modules: modules))
            let error = await #expect(throws: LabError.self) { try await guest.run(["true"]) }
            #expect(error?.description.contains(" lack virtio_console, dax_pmem, which") == true)
        }
    }
}
