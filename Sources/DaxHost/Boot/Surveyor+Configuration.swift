// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs
internal import SystemPackage

extension Surveyor {
    /// Reads the saved configuration of devices.
    mutating func surveyConfiguration() {
        inventory.configuration = DeviceConfiguration(Self.configurationFiles())
    }

    /// The maximum size of a configuration file in bytes: far above any likely one.
    static let fileLimit = 1 << 20

    /// Reads the files of daxctl's configuration, whose names end in `.conf`.
    ///
    /// - Parameter folder: The folder, which may be missing.
    /// - Returns: The files, with the reason for unreadable ones.
    static func configurationFiles(
        in folder: String = DeviceConfiguration.folder
    ) -> [DeviceConfiguration.File] {
        plainFiles(in: folder, named: ".conf").map { path, bytes in
            DeviceConfiguration.File(path: path, text: bytes.map { String(decoding: $0, as: UTF8.self) })
        }
    }

    /// Reads the files of a folder whose names end in a suffix, by name; links are followed, folders are skipped.
    ///
    /// - Parameters:
    ///   - folder: The folder, which may be missing.
    ///   - suffix: The suffix of the names.
    /// - Returns: The files, with the reason for unreadable ones; the folder itself if it can't be read.
    static func plainFiles(
        in folder: String, named suffix: String
    ) -> [(path: String, bytes: Result<[UInt8], DeviceConfiguration.Unreadable>)] {
        var path = folder
        var files: [(path: String, bytes: Result<[UInt8], DeviceConfiguration.Unreadable>)] = []
        func unreadable(_ error: SysfsError) {
            guard error.errno != .isDirectory else { return }
            files.append((path, .failure(.init(reason: error.reason))))
        }
        do throws(SysfsError) {
            let names = try Sysfs.names(in: folder) ?? []
            for name in names.sorted() where name.hasSuffix(suffix) && !name.hasPrefix(".") {
                path = "\(folder)/\(name)"
                do throws(SysfsError) {
                    files.append((path, .success(try Sysfs.plainBytes(of: path, limit: fileLimit))))
                } catch {
                    unreadable(error)
                }
            }
        } catch {
            unreadable(error)
        }
        return files
    }
}
