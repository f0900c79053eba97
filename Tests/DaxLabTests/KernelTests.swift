// SPDX-License-Identifier: Apache-2.0

import SystemPackage
import Testing

@testable import DaxLab

@Suite struct KernelTests {
    @Test func choosesTheNewestByNumber() throws {
        let listing = """
            linux-image-6.1.0-9-amd64 - Linux 6.1 for 64-bit PCs (signed)
            linux-image-6.1.0-56-amd64 - Linux 6.1 for 64-bit PCs (signed)
            linux-image-6.1.0-57-amd64-dbg - Debug symbols
            linux-image-6.1.0-58-amd64-unsigned - Linux 6.1 for 64-bit PCs
            linux-image-6.1.0-59-cloud-amd64 - Linux 6.1 for x86-64 cloud (signed)
            linux-image-6.1.0-60-rt-amd64 - Linux 6.1 for 64-bit PCs (signed)
            linux-image-6.12.96+deb13-amd64 - Linux 6.12 for 64-bit PCs
            linux-image-6.12.117+deb13-amd64 - Linux 6.12 for 64-bit PCs
            linux-image-6.12.118+deb12-amd64 - Linux 6.12 for 64-bit PCs
            linux-image-amd64 - Linux for 64-bit PCs (meta-package)
            linux-binary-7.2.13+deb14-amd64 - Linux 7.2.13 for 64-bit PCs
            linux-binary-7.3.1+deb14-amd64 - Linux 7.3.1 for 64-bit PCs
            """
        #expect(try Kernel(named: "6.1").newestRelease(in: listing) == "6.1.0-56-amd64")
        #expect(try Kernel(named: "6.12").newestRelease(in: listing) == "6.12.117+deb13-amd64")
        #expect(try Kernel(named: "7.2").newestRelease(in: listing) == "7.2.13+deb14-amd64")
        #expect(try Kernel(named: "5.10").newestRelease(in: listing) == nil)
    }

    @Test func namesTheKnownKernels() {
        let error = #expect(throws: LabError.self) { try Kernel(named: "6.2") }
        #expect(
            error?.description == "no kernel \"6.2\"; did you mean \"6.1\"? (known: 5.10, 6.1, 6.12, 7.2)")
    }

    @Test func `a kernel in the cache with other modules is not used`() throws {
        let folder = try TemporaryFolder(in: TemporaryFolder.standardParent)
        defer { folder.remove() }
        let (cache, kernel) = (Cache(folder: folder.path), try Kernel(named: "6.12"))
        for old in [
            KernelFiles(folder: folder.path.pushing("kernels/6.12")), cache.files(of: kernel, packing: "0"),
        ] {
            try old.folder.createFolder()
            try old.folder.appending("release").write(Array("6.12.1+deb13-amd64".utf8))
            #expect(old.release == "6.12.1+deb13-amd64")
            #expect(cache.files(of: kernel).release == nil)
        }
        let files = cache.files(of: kernel)
        try files.folder.createFolder()
        try files.folder.appending("release").write(Array("6.12.2+deb13-amd64".utf8))
        #expect(cache.files(of: kernel).release == "6.12.2+deb13-amd64")
    }
}
