// SPDX-License-Identifier: Apache-2.0

import Glibc
import SystemPackage

extension Fixture {
    /// Calls a closure on a thread that sees this host's `/sys` and `/proc` in place of this machine's, as root only may.
    ///
    /// A mount namespace is a thread's own, so no other thread sees any of it.
    ///
    /// - Parameters:
    ///   - showsDevices: Whether it sees this host's `/dev` too.
    ///   - body: The closure.
    /// - Returns: What it returns.
    /// - Throws: `Errno` when the thread can't have such a view.
    func view<Value>(showsDevices: Bool = false, _ body: @escaping () -> Value) throws -> Value {
        let view = View(folder: folder, showsDevices: showsDevices, body: body)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<AnyView>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, Unmanaged<AnyView>.passRetained(view).toOpaque())
        guard code == 0 else { throw Errno(rawValue: code) }
        pthread_join(thread, nil)
        guard let value = view.value else { throw Errno(rawValue: view.failure) }
        return value
    }
}

extension Fixture {
    /// Calls a closure that uses a wrapper of a library on a thread that sees this host's files.
    ///
    /// - Parameter body: The closure.
    /// - Returns: What it returns.
    /// - Throws: What it throws, and `Errno` when the thread can't have such a view.
    func wrapperView<Value>(_ body: @escaping () throws -> Value) throws -> Value {
        try view(showsDevices: true) { Result { try body() } }.get()
    }
}

/// What a thread does that sees other files.
private class AnyView {
    func run() {}
}

private final class View<Value>: AnyView {
    private let folder: String
    private let showsDevices: Bool
    private let body: () -> Value
    var value: Value?
    var failure: Int32 = 0

    init(folder: String, showsDevices: Bool, body: @escaping () -> Value) {
        self.folder = folder
        self.showsDevices = showsDevices
        self.body = body
    }

    override func run() {
        typealias Unshare = @convention(c) (CInt) -> CInt
        guard let unshare = dlsym(nil, "unshare") else { return failure = ENOSYS }
        let (newNamespace, bind, recursive, isPrivate) = (
            CInt(0x2_0000), UInt(1 << 12), UInt(1 << 14), UInt(1 << 18)
        )
        guard unsafeBitCast(unshare, to: Unshare.self)(newNamespace) == 0,
            mount("none", "/", nil, recursive | isPrivate, nil) == 0,
            mount(folder + "/sys", "/sys", nil, bind, nil) == 0,
            mount(folder + "/proc", "/proc", nil, bind, nil) == 0,
            !showsDevices || mount(folder + "/dev", "/dev", nil, bind, nil) == 0
        else { return failure = errno }
        value = body()
    }
}
