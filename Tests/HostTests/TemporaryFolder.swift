// SPDX-License-Identifier: Apache-2.0

import Subprocess
import SystemPackage
import Testing

/// Calls a closure with the path of a folder that only it uses, which is removed after it.
func inFolder(_ body: (FilePath) async throws -> Void) async throws {
    let folder = FilePath("/tmp/daxshift-test-\(UInt64.random(in: 0 ... .max))")
    func remove() async throws {
        let result = try await run(
            .name("rm"), arguments: ["-rf", folder.string], output: .discarded, error: .discarded)
        #expect(result.terminationStatus.isSuccess)
    }
    do {
        try await body(folder)
    } catch {
        try await remove()
        throw error
    }
    try await remove()
}
