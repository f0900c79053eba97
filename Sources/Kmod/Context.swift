// SPDX-License-Identifier: Apache-2.0

internal import CKmod
internal import LateLibraries
internal import SystemPackage

/// A libkmod context: the modules of the running kernel and the configuration of modprobe.d.
@safe
public struct Context: ~Copyable {
    // Safe: made by init, released by deinit and nowhere else.
    private let handle: Handle

    /// Creates a context whose library writes nothing to stderr.
    ///
    /// The corresponding C function is `kmod_new`.
    ///
    /// - Throws: `KmodError` when the library can't be set up.
    public init() throws(KmodError) {
        let library: Library
        do {
            library = try Library.loaded.get()
        } catch {
            throw KmodError(
                operation: "loading \(error.name)", module: nil, errno: .noSuchFileOrDirectory)
        }
        guard let created = unsafe library.functions.pointee.kmod_new(nil, nil) else {
            throw KmodError(operation: "kmod_new", module: nil, errno: .noMemory)
        }
        unsafe handle = unsafe Handle(created, of: library)
        unsafe handle.library.kmod_set_log_priority(created, -1)
    }

    deinit {
        _ = unsafe handle.library.kmod_unref(handle.raw)
    }

    /// The state of a module.
    ///
    /// The corresponding C functions are `kmod_module_get_initstate` and `kmod_module_get_path`.
    ///
    /// - Parameter name: The module's name.
    /// - Returns: The state; an absent module is `missing`, not an error.
    /// - Throws: `KmodError` when the library can't tell.
    public borrowing func state(of name: String) throws(KmodError) -> ModuleState {
        let module = unsafe try module(name)
        defer { _ = unsafe handle.library.kmod_module_unref(module) }
        let state = unsafe handle.library.kmod_module_get_initstate(module)
        switch state {
        case Int32(KMOD_MODULE_BUILTIN.rawValue): return .builtIn
        case Int32(KMOD_MODULE_LIVE.rawValue), Int32(KMOD_MODULE_COMING.rawValue): return .live
        case Int32(KMOD_MODULE_GOING.rawValue): return .going
        case -Errno.noSuchFileOrDirectory.rawValue:
            return unsafe handle.library.kmod_module_get_path(module) == nil ? .missing : .onDisk
        default:
            throw KmodError(
                operation: "kmod_module_get_initstate", module: name, errno: Errno(rawValue: -state))
        }
    }

    /// The modules that modprobe.d blacklists, so that no alias loads them.
    ///
    /// The corresponding C function is `kmod_config_get_blacklists`.
    public var blacklist: Set<String> {
        var names: Set<String> = []
        guard let entry = unsafe handle.library.kmod_config_get_blacklists(handle.raw) else { return names }
        defer { unsafe handle.library.kmod_config_iter_free_iter(entry) }
        while unsafe handle.library.kmod_config_iter_next(entry) {
            if let name = unsafe handle.library.kmod_config_iter_get_key(entry) {
                names.insert(unsafe String(cString: name))
            }
        }
        return names
    }

    /// The `install` command of modprobe.d that runs instead of loading a module.
    ///
    /// The corresponding C function is `kmod_module_get_install_commands`.
    ///
    /// - Parameter name: The module's name.
    /// - Returns: The command; nil when there is none.
    /// - Throws: `KmodError` when the library can't tell.
    public borrowing func installCommand(of name: String) throws(KmodError) -> String? {
        let module = unsafe try module(name)
        defer { _ = unsafe handle.library.kmod_module_unref(module) }
        guard let command = unsafe handle.library.kmod_module_get_install_commands(module) else {
            return nil
        }
        return unsafe String(cString: command)
    }

    /// Loads a module and what it depends on, blacklisted or not.
    ///
    /// The corresponding C function is `kmod_module_probe_insert_module`.
    ///
    /// - Parameter name: The module's name; one that is loaded or built in already is no error.
    /// - Throws: `KmodError` when the module is missing or the kernel refuses it.
    public borrowing func load(_ name: String) throws(KmodError) {
        let module = unsafe try module(name)
        defer { _ = unsafe handle.library.kmod_module_unref(module) }
        let code = unsafe handle.library.kmod_module_probe_insert_module(module, 0, nil, nil, nil, nil)
        guard code >= 0 else {
            throw KmodError(
                operation: "kmod_module_probe_insert_module", module: name, errno: Errno(rawValue: -code))
        }
    }

    @unsafe
    private borrowing func module(_ name: String) throws(KmodError) -> OpaquePointer {
        var module: OpaquePointer?
        let code = unsafe handle.library.kmod_module_new_from_name(handle.raw, name, &module)
        guard code == 0, let module = unsafe module else {
            throw KmodError(
                operation: "kmod_module_new_from_name", module: name,
                errno: code == 0 ? .noMemory : Errno(rawValue: -code))
        }
        return unsafe module
    }
}
