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

    /// Reads the files whose names end in `.conf`, by name; links are followed, folders are skipped.
    ///
    /// - Parameter folder: The folder, which may be missing.
    /// - Returns: The files, with the reason for unreadable ones.
    static func configurationFiles(
        in folder: String = DeviceConfiguration.folder
    ) -> [DeviceConfiguration.File] {
        var path = folder
        var files: [DeviceConfiguration.File] = []
        func unreadable(_ error: SysfsError) {
            guard error.errno != .isDirectory else { return }
            files.append(.init(path: path, text: .failure(.init(reason: error.reason))))
        }
        do throws(SysfsError) {
            let names = try Sysfs.names(in: folder) ?? []
            for name in names.sorted() where name.hasSuffix(".conf") && !name.hasPrefix(".") {
                path = "\(folder)/\(name)"
                do throws(SysfsError) {
                    files.append(
                        .init(path: path, text: .success(try Sysfs.plainText(of: path, limit: fileLimit))))
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
