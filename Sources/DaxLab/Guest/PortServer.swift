// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import SystemPackage

/// A socket to which QEMU connects a port of the guest.
struct PortServer {
    let descriptor: FileDescriptor

    /// Listens on a socket in a folder.
    ///
    /// A socket's path is limited to 107 bytes and a folder's is not, so the path goes through `/proc`.
    init(_ name: FilePath.Component, in folder: FilePath) throws(LabError) {
        do {
            let directory = try FileDescriptor.open(folder, .readOnly, options: [.directory, .closeOnExec])
            defer { try? directory.close() }
            let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            guard number >= 0 else { throw Errno(rawValue: errno) }
            descriptor = FileDescriptor(rawValue: number)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = "/proc/self/fd/\(directory.rawValue)/\(name.string)"
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            let status = withUnsafePointer(to: &address) {
                $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            guard status == 0, listen(number, 1) == 0 else {
                let reason = Errno(rawValue: errno)
                try? descriptor.close()
                throw reason
            }
        } catch {
            throw .lab("cannot listen at \(folder.appending(name)): \(error)")
        }
    }

    /// Accepts the pending connection.
    func accept() throws(LabError) -> FileDescriptor {
        let number = Glibc.accept(descriptor.rawValue, nil, nil)
        guard number >= 0 else { throw .lab("cannot take QEMU's connection: \(Errno(rawValue: errno))") }
        return FileDescriptor(rawValue: number)
    }
}
