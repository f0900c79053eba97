// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Sysfs

extension Surveyor {
    /// Reads the settings that decide the model of NVDIMM devices at the next boot.
    mutating func surveyNextBoot() {
        let (statements, gaps) = ModprobeFiles.statements()
        inventory.gaps += gaps
        var nextBoot = NextBoot(
            file: nil, statements: statements, initramfs: InitramfsImage.find(for: inventory.kernel))
        do throws(SysfsError) {
            nextBoot.file = try ConfigurationFile.modprobe.content()
        } catch {
            note(error)
        }
        inventory.nextBoot = nextBoot
    }
}
