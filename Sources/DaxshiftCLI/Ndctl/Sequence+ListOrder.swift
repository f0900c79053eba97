// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Sequence {
    /// The objects in the order in which the real ndctl has them: the last one in the kernel's folder is first.
    ///
    /// - Parameter name: The name of an object in the folder.
    /// - Returns: The objects.
    func inListOrder(_ name: (Element) -> KernelName) -> [Element] {
        map { (object: $0, name: name($0)) }
            .sorted { ($0.name.folderRank, $0.name.rawValue) > ($1.name.folderRank, $1.name.rawValue) }
            .map(\.object)
    }
}
