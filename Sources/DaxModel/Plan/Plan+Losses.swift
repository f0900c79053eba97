// SPDX-License-Identifier: Apache-2.0

extension Plan {
    /// The losses that are not of the given kinds.
    ///
    /// - Parameter kinds: The kinds to leave out.
    /// - Returns: The objects that have others, each with those alone.
    public func losses(besides kinds: Set<Loss.Kind>) -> [ObjectLosses] {
        let all =
            devices.map { ObjectLosses(.device($0.name), $0.losses) }
            + nvdimms.map { ObjectLosses($0.object, $0.losses) }
        return all.compactMap { object in
            let others = object.losses.filter { !kinds.contains($0.kind) }
            return others.isEmpty ? nil : ObjectLosses(object.object, others)
        }
    }
}
