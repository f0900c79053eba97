// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Dimm {
    /// Asks the DIMM for its health.
    ///
    /// The corresponding C function is `ndctl_dimm_cmd_new_smart`, with `ndctl_cmd_smart_get_flags` and the other
    /// functions of that name.
    ///
    /// - Returns: The health; nil when the DIMM has no such command.
    /// - Throws: `NdctlError` when the kernel or the firmware refuses the command: `EACCES` without root.
    public borrowing func health() throws(NdctlError) -> DimmHealth? {
        guard let raw = unsafe handle.library.ndctl_dimm_cmd_new_smart(handle.raw) else { return nil }
        let command = try unsafe Command(raw, to: handle, by: "ndctl_dimm_cmd_new_smart")
        try command.submit()
        let (library, smart) = unsafe (command.handle.library, command.handle.raw)
        let known = unsafe library.ndctl_cmd_smart_get_flags(smart)
        func value<Value>(_ flag: CInt, _ value: @autoclosure () -> Value) -> Value? {
            known & UInt32(flag) == 0 ? nil : value()
        }
        return unsafe DimmHealth(
            state: value(ND_SMART_HEALTH_VALID, state(of: library.ndctl_cmd_smart_get_health(smart))),
            mediaTemperature: value(
                ND_SMART_MTEMP_VALID,
                library.ndctl_decode_smart_temperature(library.ndctl_cmd_smart_get_media_temperature(smart))),
            controllerTemperature: value(
                ND_SMART_CTEMP_VALID,
                library.ndctl_decode_smart_temperature(library.ndctl_cmd_smart_get_ctrl_temperature(smart))),
            sparesPercentage: value(ND_SMART_SPARES_VALID, Int(library.ndctl_cmd_smart_get_spares(smart))),
            lifeUsedPercentage: value(ND_SMART_USED_VALID, Int(library.ndctl_cmd_smart_get_life_used(smart))),
            wasShutdownDirty: value(
                ND_SMART_SHUTDOWN_VALID, library.ndctl_cmd_smart_get_shutdown_state(smart) != 0),
            dirtyShutdowns: value(
                ND_SMART_SHUTDOWN_COUNT_VALID, Int(library.ndctl_cmd_smart_get_shutdown_count(smart))),
            alarms: value(ND_SMART_ALARM_VALID, alarms(of: library.ndctl_cmd_smart_get_alarm_flags(smart))))
    }

    /// Asks the DIMM from which values on it gives an alarm.
    ///
    /// The corresponding C function is `ndctl_dimm_cmd_new_smart_threshold`, with
    /// `ndctl_cmd_smart_threshold_get_alarm_control` and the other functions of that name.
    ///
    /// - Returns: The thresholds; nil when the DIMM has no such command.
    /// - Throws: `NdctlError` when the kernel or the firmware refuses the command: `EACCES` without root.
    public borrowing func thresholds() throws(NdctlError) -> DimmThresholds? {
        guard let raw = unsafe handle.library.ndctl_dimm_cmd_new_smart_threshold(handle.raw) else {
            return nil
        }
        let command = try unsafe Command(raw, to: handle, by: "ndctl_dimm_cmd_new_smart_threshold")
        try command.submit()
        let (library, smart) = unsafe (command.handle.library, command.handle.raw)
        return unsafe DimmThresholds(
            enabled: alarms(of: library.ndctl_cmd_smart_threshold_get_alarm_control(smart)),
            mediaTemperature: library.ndctl_decode_smart_temperature(
                library.ndctl_cmd_smart_threshold_get_media_temperature(smart)),
            controllerTemperature: library.ndctl_decode_smart_temperature(
                library.ndctl_cmd_smart_threshold_get_ctrl_temperature(smart)),
            sparesPercentage: Int(library.ndctl_cmd_smart_threshold_get_spares(smart)))
    }

    private borrowing func state(of flags: UInt32) -> DimmHealth.State {
        if flags & UInt32(ND_SMART_FATAL_HEALTH) != 0 { return .fatal }
        if flags & UInt32(ND_SMART_CRITICAL_HEALTH) != 0 { return .critical }
        return flags & UInt32(ND_SMART_NON_CRITICAL_HEALTH) != 0 ? .nonCritical : .ok
    }

    private borrowing func alarms(of flags: UInt32) -> Set<DimmHealth.Alarm> {
        let bits: [(CInt, DimmHealth.Alarm)] = [
            (ND_SMART_SPARE_TRIP, .spares), (ND_SMART_MTEMP_TRIP, .mediaTemperature),
            (ND_SMART_CTEMP_TRIP, .controllerTemperature),
        ]
        return Set(bits.filter { flags & UInt32($0.0) != 0 }.map(\.1))
    }
}
