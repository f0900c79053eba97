// SPDX-License-Identifier: Apache-2.0

import CNdctl
import Glibc
import LateLibraries
import SystemPackage
import Testing

@testable import Ndctl

/// What the wrappers do with a library that lacks a function.
@Suite struct OlderLibraryTests {
    /// A copy of the library in which the function has another name stands for an older version.
    @Test
    func functionThatTheLibraryLacksIsNamed() async {
        await #expect(processExitsWith: .success) {
            let function = "ndctl_region_get_align"
            let folder = "/tmp/daxshift-older-\(UInt64.random(in: 0 ... .max))"
            let copy = "\(folder)/libndctl.so.6.0.0"
            try #require(mkdir(folder, 0o700) == 0)
            defer { _ = (unlink(copy), rmdir(folder)) }
            try OlderLibraryTests.copyLibrary(to: copy, without: function)
            // The loader takes this one for the library, whose name it has inside.
            try #require(dlopen(copy, RTLD_NOW) != nil)

            let handle = try Context().handle
            #expect(handle.library.ndctl_region_get_align == nil)
            #expect(handle.library.ndctl_region_set_align != nil)
            let failure = #expect(throws: NdctlError.self) {
                try handle.value(handle.library.ndctl_region_get_align?(nil), of: function)
            }
            #expect(failure == NdctlError(operation: function, errno: .noFunction, missingFrom: copy))
        }
    }

    @Test
    func numberOfTheLibraryIsItsErrno() throws {
        let handle = try Context().handle
        #expect(try handle.check(3, of: "ndctl_x") == 3)
        for code in [CInt(1), ENXIO, CInt.max] {
            let failure = #expect(throws: NdctlError.self) { try handle.check(-code, of: "ndctl_x") }
            #expect(failure == NdctlError(operation: "ndctl_x", errno: Errno(rawValue: code)))
        }
    }

    /// Copies the installed library, with another name for a function.
    private static func copyLibrary(to copy: String, without function: String) throws {
        let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib", "/lib"]
        let library = try #require(
            folders.map { $0 + "/libndctl.so.6" }.first { access($0, R_OK) == 0 })
        let file = try FileDescriptor.open(FilePath(library), .readOnly)
        let size = try file.seek(offset: 0, from: .end)
        var bytes = [UInt8](repeating: 0, count: Int(size))
        try file.closeAfter {
            let count = try bytes.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: 0, into: $0) }
            try #require(count == bytes.count)
        }
        let name = Array(function.utf8) + [0]
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        bytes[start + name.count - 2] = UInt8(ascii: "0")
        let target = try FileDescriptor.open(
            FilePath(copy), .writeOnly, options: [.create, .exclusiveCreate],
            permissions: [.ownerReadWriteExecute])
        try target.closeAfter { _ = try target.writeAll(bytes) }
    }
}
