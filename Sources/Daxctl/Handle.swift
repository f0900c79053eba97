// SPDX-License-Identifier: Apache-2.0

internal import CDaxctl
internal import LateLibraries
internal import SystemPackage

/// An object of libdaxctl.
internal typealias Handle = LibraryObject<daxctl_functions>

extension Handle {
    /// The result of a function that not every version of the library has.
    ///
    /// - Parameters:
    ///   - result: The result; nil when the library lacks the function.
    ///   - function: The C function.
    /// - Returns: The result.
    /// - Throws: `DaxctlError` when the library lacks the function.
    func value<Value>(_ result: Value?, of function: String) throws(DaxctlError) -> Value {
        guard let result else { throw unsafe missing(function) }
        return result
    }

    /// The result of a function that returns a negative errno when it fails.
    ///
    /// - Parameters:
    ///   - result: The result; nil when the library lacks the function.
    ///   - function: The C function.
    /// - Returns: The result, 0 or more.
    /// - Throws: `DaxctlError` when the function failed, or the library lacks it.
    @discardableResult
    func check(_ result: CInt?, of function: String) throws(DaxctlError) -> Int {
        let code = try unsafe value(result, of: function)
        guard code >= 0 else { throw DaxctlError(operation: function, errno: Errno(rawValue: 0 &- code)) }
        return Int(code)
    }

    private func missing(_ function: String) -> DaxctlError {
        DaxctlError(
            operation: function, errno: .noFunction,
            missingFrom: unsafe resolvedPath(daxctl_path()))
    }
}
