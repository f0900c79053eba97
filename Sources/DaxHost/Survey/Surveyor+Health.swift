// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Ndctl

extension Surveyor {
    /// Asks the firmware of DIMMs for their health, by libndctl.
    ///
    /// Loads no library where no DIMM has such a command.
    mutating func surveyHealth() {
        let asked = Set(inventory.dimms.map(\.name).filter { hasHealthCommand($0) })
        guard !asked.isEmpty else { return }
        do throws(NdctlError) {
            let context = try Ndctl.Context()
            context.forEachBus { bus in
                bus.forEachDimm { dimm in
                    let name = KernelName(rawValue: dimm.name)
                    guard asked.contains(name),
                        let index = inventory.dimms.firstIndex(where: { $0.name == name })
                    else { return }
                    inventory.dimms[index].health = self.health(of: dimm)
                }
            }
        } catch {
            inventory.gaps.append(Gap(file: "libndctl", reason: error.description))
        }
    }

    /// Whether the firmware of a DIMM may report its health.
    ///
    /// The kernel lists the commands of Intel's family by name, and those of all others as one.
    private mutating func hasHealthCommand(_ name: KernelName) -> Bool {
        let folder = KernelFile.nvdimm(name)
        let commands = look("commands", in: folder, as: Self.words).value ?? []
        if commands.contains("smart") { return true }
        return commands.contains("cmd_call") && look("nfit/family", in: folder, as: number).value != 0
    }

    private mutating func health(of dimm: borrowing Ndctl.Dimm) -> DaxModel.DimmHealth? {
        do throws(NdctlError) {
            guard let smart = try dimm.health() else { return nil }
            var health = DaxModel.DimmHealth(state: smart.state.flatMap { .init(rawValue: $0.rawValue) })
            health.temperature = smart.mediaTemperature
            health.controllerTemperature = smart.controllerTemperature
            health.spares = smart.sparesPercentage
            health.lifeUsed = smart.lifeUsedPercentage
            health.wasShutdownDirty = smart.wasShutdownDirty
            health.dirtyShutdowns = smart.dirtyShutdowns
            health.alarms = smart.alarms.map(Self.alarms)
            // Some report their health alone.
            if let limits = try? dimm.thresholds() { health.thresholds = Self.thresholds(limits) }
            return health
        } catch {
            inventory.gaps.append(Gap(file: "/dev/\(dimm.name)", reason: error.description, error.errno))
            return DaxModel.DimmHealth(state: .unknown)
        }
    }

    private static func thresholds(_ limits: DimmThresholds) -> DaxModel.DimmHealth.Thresholds {
        var thresholds = DaxModel.DimmHealth.Thresholds()
        thresholds.enabled = alarms(limits.enabled)
        thresholds.temperature = limits.mediaTemperature
        thresholds.controllerTemperature = limits.controllerTemperature
        thresholds.spares = limits.sparesPercentage
        return thresholds
    }

    private static func alarms(_ alarms: Set<Ndctl.DimmHealth.Alarm>) -> Set<DaxModel.DimmHealth.Alarm> {
        Set(
            alarms.map { alarm in
                switch alarm {
                case .spares: .spares
                case .mediaTemperature: .temperature
                case .controllerTemperature: .controllerTemperature
                }
            })
    }
}
