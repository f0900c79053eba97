// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Ndctl

extension Surveyor {
    /// Whether the firmware of a DIMM may report its health.
    ///
    /// The kernel lists the commands of Intel's family by name, and those of all others as one.
    mutating func hasHealthCommand(_ name: KernelName) -> Bool {
        let folder = KernelFile.nvdimm(name)
        let commands = commands(in: folder)
        if commands.contains("smart") { return true }
        return commands.contains("cmd_call") && look("nfit/family", in: folder, as: number).value != 0
    }

    mutating func health(of dimm: borrowing Ndctl.Dimm) -> DaxModel.DimmHealth? {
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
            note(error, from: dimm)
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
