// SPDX-License-Identifier: Apache-2.0

/// The functions of a C library that is loaded at first use, and stays loaded.
///
/// Each wrapper keeps one in a `static let`, so it is loaded once, from whichever thread.
@safe
package struct LateLibrary<Functions>: @unchecked Sendable {
    // Safe: the table is filled in before it is visible, and is neither changed nor freed.
    private let table: UnsafePointer<Functions>

    /// Loads the library.
    ///
    /// - Parameter load: Fills in the table; returns nil, or the file or function that is missing.
    /// - Throws: ``Missing`` when the file or a function is missing.
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

    /// A missing library or function.
    package struct Missing: Error {
        /// The library's file, or the function.
        package let name: String
    }
}
