// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Ndctl

extension Surveyor {
    /// Asks DIMMs, by libndctl, for those of their health and their firmware that lie in a scope.
    ///
    /// Loads no library where no DIMM has such a command.
    mutating func askDimms(_ scope: SurveyScope) {
        if scope.contains(.firmware) { surveyActivation() }
        let names = inventory.dimms.map(\.name)
        let health = Set(names.filter { scope.contains(.health) && hasHealthCommand($0) })
        let firmware = Set(names.filter { scope.contains(.firmware) && hasFirmwareCommand($0) })
        guard !health.isEmpty || !firmware.isEmpty else { return }
        do throws(NdctlError) {
            let context = try Ndctl.Context()
            context.forEachBus { bus in
                bus.forEachDimm { dimm in
                    let name = KernelName(rawValue: dimm.name)
                    guard let index = inventory.dimms.firstIndex(where: { $0.name == name }) else { return }
                    if health.contains(name) { inventory.dimms[index].health = self.health(of: dimm) }
                    if firmware.contains(name) { inventory.dimms[index].firmware = self.firmware(of: dimm) }
                }
            }
        } catch {
            inventory.gaps.append(Gap(file: "libndctl", reason: error.description))
        }
    }

    /// The commands of a DIMM that the kernel names.
    mutating func commands(in folder: String) -> [String] {
        look("commands", in: folder, as: Self.words).value ?? []
    }

    /// Notes that a DIMM did not answer, once for all commands that fail for the same reason.
    mutating func note(_ error: NdctlError, from dimm: borrowing Ndctl.Dimm) {
        let gap = Gap(file: "/dev/\(dimm.name)", reason: error.description, error.errno)
        if !inventory.gaps.contains(gap) { inventory.gaps.append(gap) }
    }
}
