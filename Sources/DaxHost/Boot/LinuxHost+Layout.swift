// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Sysfs

extension LinuxHost {
    /// Reads the files of the host's layout: the one at ``Layout/path``, and those in ``Layout/folder`` by name.
    ///
    /// Links are followed. Nothing but a plain file of a mebibyte at most is read, and nothing is waited for.
    ///
    /// - Parameters:
    ///   - path: The file, which may be missing.
    ///   - folder: The folder, which may be missing.
    /// - Returns: The files, with the reason for unreadable ones; empty when the host has no layout.
    package func layoutFiles(
        at path: String = Layout.path, in folder: String = Layout.folder
    ) -> [Layout.File] {
        let isMissing = (try? Sysfs.entry(path)) == .some(nil)
        return (isMissing ? [] : [layoutFile(path)])
            + Surveyor.plainFiles(in: folder, named: ".yaml").map {
                Layout.File(path: $0.path, text: $0.bytes)
            }
    }

    /// Reads one file of a layout, as ``layoutFiles(at:in:)`` does.
    ///
    /// - Parameter path: The file.
    /// - Returns: The file, with the reason if it can't be read.
    package func layoutFile(_ path: String) -> Layout.File {
        do throws(SysfsError) {
            return Layout.File(
                path: path, text: .success(try Sysfs.plainBytes(of: path, limit: Surveyor.fileLimit)))
        } catch {
            return Layout.File(path: path, text: .failure(.init(reason: error.reason)))
        }
    }
}
