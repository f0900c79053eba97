// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Ndctl

extension Surveyor {
    /// Whether the firmware of a DIMM may report its version, by the command 12 of Intel's family.
    mutating func hasFirmwareCommand(_ name: KernelName) -> Bool {
        let folder = KernelFile.nvdimm(name)
        guard commands(in: folder).contains("cmd_call"),
            let mask = look("nfit/dsm_mask", in: folder, as: number).value
        else { return false }
        return mask & 1 << 12 != 0
    }

    mutating func firmware(of dimm: borrowing Ndctl.Dimm) -> DaxModel.DimmFirmware? {
        var firmware = DaxModel.DimmFirmware(canUpdate: dimm.canUpdateFirmware)
        do throws(NdctlError) {
            guard let versions = try dimm.firmware() else { return nil }
            (firmware.version, firmware.nextVersion) = (versions.version, versions.nextVersion)
        } catch {
            note(error, from: dimm)
        }
        let folder = KernelFile.nvdimm(KernelName(rawValue: dimm.name)) + "/firmware"
        firmware.activation = lookFilled("activate", in: folder) { fitForTerminal($0) }
        firmware.activationResult = lookFilled("result", in: folder) { fitForTerminal($0) }
        return firmware
    }

    /// Reads how the buses activate new firmware.
    mutating func surveyActivation() {
        for index in inventory.buses.indices {
            let folder = KernelFile.nvdimm(inventory.buses[index].name) + "/firmware"
            inventory.buses[index].activation = lookFilled("activate", in: folder) { fitForTerminal($0) }
            inventory.buses[index].activationMethod =
                lookFilled("capability", in: folder) { fitForTerminal($0) }
        }
    }
}
