// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Glibc
package import SystemPackage

extension LinuxHost {
    /// Writes a tar archive of the kernel files that a survey and its libraries read.
    ///
    /// The archive holds `capture.txt`, and `sys`, `dev` and a file of `proc`, which can be mounted on another host to show
    /// this one. Device nodes become empty files. Files whose reading blocks or has an effect are left out. The files of
    /// DIMMs contain serial numbers.
    ///
    /// - Parameters:
    ///   - version: The version of the calling program, for `capture.txt`.
    ///   - file: The file, written sequentially.
    /// - Returns: The unreadable files, which `capture.txt` names too.
    /// - Throws: `Errno` when the archive can't be written.
    package func capture(version: String, to file: FileDescriptor) throws(Errno) -> [Gap] {
        var capture = Capture(of: survey([.details, .mappings]), to: file)
        try capture.addKernelFiles()
        try capture.addDeviceNodes()
        return try capture.finish(version: version, user: geteuid())
    }
}
