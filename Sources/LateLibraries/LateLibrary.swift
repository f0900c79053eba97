// SPDX-License-Identifier: Apache-2.0

/// The functions of a C library that is loaded when it is first needed, and stays.
///
/// Each wrapper keeps one in a `static let`, so it is loaded once, whichever thread comes first.
@safe
package struct LateLibrary<Functions>: @unchecked Sendable {
    // Safe: the table is filled in before anybody can see it, and is neither changed nor freed.
    private let table: UnsafePointer<Functions>

    /// Loads the library.
    ///
    /// - Parameter load: Fills in the table; returns nil, or the file or function that is missing.
    /// - Throws: ``Missing`` when there is no such file or function.
    package init(_ load: (UnsafeMutablePointer<Functions>) -> UnsafePointer<CChar>?) throws(Missing) {
        let table = UnsafeMutablePointer<Functions>.allocate(capacity: 1)
        if let missing = unsafe load(table) {
            unsafe table.deallocate()
            throw Missing(name: unsafe String(cString: missing))
        }
        unsafe self.table = UnsafePointer(table)
    }

    /// The functions.
    @unsafe
    package var functions: UnsafePointer<Functions> { unsafe table }

    /// What a library lacks.
    package struct Missing: Error {
        /// The library's file, or the function.
        package let name: String
    }
}
