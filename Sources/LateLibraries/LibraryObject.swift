// SPDX-License-Identifier: Apache-2.0

/// An object of a C library, valid as long as its context.
///
/// The wrappers keep it private in non-copyable types that are lent to a closure.
@unsafe
package struct LibraryObject<Functions> {
    /// The object.
    package let raw: OpaquePointer
    @usableFromInline let table: UnsafePointer<Functions>

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
    ///
    /// Inlined, since otherwise each use would copy the whole table.
    @inlinable @inline(__always)
    package var library: Functions { unsafe table.pointee }

    /// Wraps another object that a function of the library returned.
    ///
    /// - Parameter raw: The object.
    /// - Returns: The object; nil for NULL.
    package func object(_ raw: OpaquePointer?) -> LibraryObject? {
        guard let raw = unsafe raw else { return nil }
        return unsafe LibraryObject(raw, table)
    }

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

    /// A copy of a string of the library; nil for NULL and for an empty one.
    ///
    /// - Parameter string: The string.
    /// - Returns: The copy.
    package func textIfAny(_ string: UnsafePointer<CChar>?) -> String? {
        let text = unsafe text(string)
        return text.isEmpty ? nil : text
    }

    /// A number of the library; nil for the largest, by which the libraries say that they don't know it.
    ///
    /// - Parameter number: The number.
    /// - Returns: The number, if the library knows it.
    package func known<Number: FixedWidthInteger>(_ number: Number) -> Number? {
        number == .max ? nil : number
    }

    /// The number of a node; nil for a negative one.
    ///
    /// - Parameter number: What the library returned.
    /// - Returns: The number, if there is one.
    package func node(_ number: CInt) -> Int? {
        number < 0 ? nil : Int(number)
    }
}
