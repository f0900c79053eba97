// SPDX-License-Identifier: Apache-2.0

internal import CBlkid
internal import Glibc
internal import LateLibraries
public import SystemPackage

/// A low-level probe of libblkid: it reads the device itself, and no cache of the library.
@safe
public struct Probe: ~Copyable {
    // Safe: made by init, released by deinit and nowhere else.
    private let handle: Handle

    /// Creates a probe of an open block device or file.
    ///
    /// The corresponding C function is `blkid_probe_set_device`.
    ///
    /// - Parameter descriptor: The descriptor, which has to stay open for reading as long as the probe is used.
    /// - Throws: `BlkidError` when it is neither a block device nor a file, or the library can't be set up.
    public init(_ descriptor: FileDescriptor) throws(BlkidError) {
        let library: Library
        do {
            library = try Library.loaded.get()
        } catch {
            throw BlkidError(operation: "loading \(error.name)", errno: .noSuchFileOrDirectory)
        }
        guard let created = unsafe library.functions.pointee.blkid_new_probe() else {
            throw BlkidError(operation: "blkid_new_probe", errno: .noMemory)
        }
        errno = 0
        guard
            unsafe library.functions.pointee.blkid_probe_set_device(created, descriptor.rawValue, 0, 0) == 0
        else {
            let reason = Self.reason
            unsafe library.functions.pointee.blkid_free_probe(created)
            throw BlkidError(operation: "blkid_probe_set_device", errno: reason)
        }
        unsafe handle = unsafe Handle(created, of: library)
    }

    deinit {
        unsafe handle.library.blkid_free_probe(handle.raw)
    }

    /// The reason of a failed call, for which the library does not always set errno.
    private static var reason: Errno { errno == 0 ? .ioError : Errno(rawValue: errno) }

    /// Finds all signatures, also one beside another, and those with a wrong checksum.
    ///
    /// The corresponding C function is `blkid_do_probe`.
    ///
    /// - Returns: The signatures in the library's order; none if it knows nothing of what the device holds.
    /// - Throws: `BlkidError` when the device can't be read.
    public borrowing func signatures() throws(BlkidError) -> [Signature] {
        let library = unsafe handle.library
        let superblocks =
            BLKID_SUBLKS_LABEL | BLKID_SUBLKS_UUID | BLKID_SUBLKS_TYPE | BLKID_SUBLKS_USAGE
            | BLKID_SUBLKS_BADCSUM
        // Each of these starts the probe over. None fails with a probe and flags as they are.
        _ = unsafe library.blkid_probe_enable_superblocks(handle.raw, 1)
        _ = unsafe library.blkid_probe_set_superblocks_flags(handle.raw, superblocks)
        _ = unsafe library.blkid_probe_enable_partitions(handle.raw, 1)
        _ = unsafe library.blkid_probe_set_partitions_flags(handle.raw, BLKID_PARTS_FORCE_GPT)
        var found: [Signature] = []
        while true {
            errno = 0
            switch unsafe library.blkid_do_probe(handle.raw) {
            case 0: if let signature { found.append(signature) }
            case 1: return found
            default: throw BlkidError(operation: "blkid_do_probe", errno: Self.reason)
            }
        }
    }

    /// The signature that the last call of `blkid_do_probe` found.
    private var signature: Signature? {
        if let type = value("TYPE") {
            return Signature(usage: usage, type: type, label: value("LABEL"), uuid: value("UUID"))
        }
        guard let type = value("PTTYPE") else { return nil }
        return Signature(usage: .partitionTable, type: type, label: nil, uuid: value("PTUUID"))
    }

    private var usage: Signature.Usage {
        switch value("USAGE") {
        case "filesystem": .filesystem
        case "raid": .raid
        case "crypto": .crypto
        default: .other
        }
    }

    /// A value of the last signature; nil if it has none of this name.
    private borrowing func value(_ name: String) -> String? {
        var data: UnsafePointer<CChar>?
        guard unsafe handle.library.blkid_probe_lookup_value(handle.raw, name, &data, nil) == 0,
            let data = unsafe data
        else { return nil }
        return unsafe String(cString: data)
    }
}
