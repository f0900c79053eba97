// SPDX-License-Identifier: Apache-2.0

public import DaxModel
internal import Glibc
public import SystemPackage

extension LinuxHost {
    /// Writes a tar archive of the kernel files that a survey and the libraries under it read.
    ///
    /// The archive holds `sys`, `dev` and a file of `proc`, which can be mounted over those of another host to see what
    /// this one shows, and `capture.txt`. Device nodes become empty files. Nothing is read that waits or has an effect.
    /// The files of DIMMs tell their serial numbers.
    ///
    /// - Parameters:
    ///   - version: The version of the program that asks, for `capture.txt`.
    ///   - file: Where to write, front to back.
    /// - Returns: The files that could not be read, which `capture.txt` names too.
    /// - Throws: `Errno` when the archive can't be written.
    public func capture(version: String, to file: FileDescriptor) throws(Errno) -> [Gap] {
        var capture = Capture(of: survey([.details, .mappings]), to: file)
        try capture.addKernelFiles()
        try capture.addDeviceNodes()
        return try capture.finish(version: version, user: geteuid())
    }
}
