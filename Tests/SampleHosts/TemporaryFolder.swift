// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Calls a closure with the path of a new folder, which is removed afterwards.
///
/// - Parameter body: The closure.
/// - Returns: What the closure returns.
/// - Throws: What the closure throws.
public func withTemporaryFolder<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var path = ""
    repeat {
        path = "\(parent)/daxshift-test-\(UInt64.random(in: 0 ... .max))"
    } while mkdir(path, 0o700) != 0 && errno == EEXIST
    defer { removeAll(path) }
    return try body(path)
}

private func removeAll(_ path: String) {
    guard remove(path) != 0, let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
            $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
        }
        if name != "." && name != ".." { removeAll(path + "/" + name) }
    }
    closedir(folder)
    remove(path)
}
