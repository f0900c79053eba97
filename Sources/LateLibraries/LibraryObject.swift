// SPDX-License-Identifier: Apache-2.0

/// An object of a C library, valid as long as its context.
///
/// The wrappers keep it private in non-copyable types that are lent to a closure.
@unsafe
package struct LibraryObject<Functions> {
    /// The object.
    package let raw: OpaquePointer
    private let table: UnsafePointer<Functions>

    /// Wraps an object that a function of a library returned.
    ///
    /// - Parameters:
    ///   - raw: The object.
    ///   - library: The library.
    package init(_ raw: OpaquePointer, of library: LateLibrary<Functions>) {
        unsafe self.raw = raw
        unsafe table = library.functions
    }

    private init(_ raw: OpaquePointer, _ table: UnsafePointer<Functions>) {
        unsafe self.raw = raw
        unsafe self.table = table
    }

    /// The library's functions.
    package var library: Functions { unsafe table.pointee }

    /// Calls a closure with every object of a list of the library.
    ///
    /// - Parameters:
    ///   - first: Returns the first child of this object; nil if there is none.
    ///   - next: Returns the next object; nil after the last.
    ///   - body: The closure, which can't keep the object.
    /// - Throws: What `body` throws.
    package func forEach<E: Error>(
        _ first: @convention(c) (OpaquePointer?) -> OpaquePointer?,
        _ next: @convention(c) (OpaquePointer?) -> OpaquePointer?,
        _ body: (LibraryObject) throws(E) -> Void
    ) throws(E) {
        var object = unsafe first(raw)
        while let current = unsafe object {
            try unsafe body(LibraryObject(current, table))
            unsafe object = next(current)
        }
    }

    /// A copy of a string of the library; empty for NULL.
    ///
    /// - Parameter string: The string.
    /// - Returns: The copy.
    package func text(_ string: UnsafePointer<CChar>?) -> String {
        guard let string = unsafe string else { return "" }
        return unsafe String(cString: string)
    }
}
