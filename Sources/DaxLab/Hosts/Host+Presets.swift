// SPDX-License-Identifier: Apache-2.0

extension Host {
    /// The names of the presets.
    public static let presetNames = ["nvdimm", "pieces", "hbm", "mixed", "legacy", "cxl", "cxl2"]

    /// Returns a preset.
    ///
    /// - Parameter name: One of ``presetNames``.
    /// - Returns: The host, or nil when there is no such preset.
    /// - Throws: ``LabError`` for an invalid preset, which the tests exclude.
    public static func preset(_ name: String) throws(LabError) -> Host? {
        let bytes: [UInt8]
        switch name {
        case "nvdimm": bytes = PackageResources.nvdimm_json
        case "pieces": bytes = PackageResources.pieces_json
        case "hbm": bytes = PackageResources.hbm_json
        case "mixed": bytes = PackageResources.mixed_json
        case "legacy": bytes = PackageResources.legacy_json
        case "cxl": bytes = PackageResources.cxl_json
        case "cxl2": bytes = PackageResources.cxl2_json
        default: return nil
        }
        return try Host(parsing: String(decoding: bytes, as: UTF8.self), name: name)
    }
}
