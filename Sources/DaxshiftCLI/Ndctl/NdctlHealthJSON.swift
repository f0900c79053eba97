// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The health of a DIMM as ndctl prints it.
enum NdctlHealthJSON {
    /// The object, whose order is that of ndctl.
    static func json(_ health: DimmHealth) -> JSON {
        var members = Members()
        members.add("health_state", health.state?.rawValue)
        members.add("temperature_celsius", health.temperature.map(JSON.number))
        members.add("controller_temperature_celsius", health.controllerTemperature.map(JSON.number))
        members.add("spares_percentage", health.spares.map { JSON($0) })
        if let alarms = health.alarms {
            members.add("alarm_temperature", .bool(alarms.contains(.temperature)))
            members.add("alarm_controller_temperature", .bool(alarms.contains(.controllerTemperature)))
            members.add("alarm_spares", .bool(alarms.contains(.spares)))
        }
        if let thresholds = health.thresholds { add(thresholds, to: &members) }
        members.add("life_used_percentage", health.lifeUsed.map { JSON($0) })
        members.add("shutdown_state", health.wasShutdownDirty.map { $0 ? "dirty" : "clean" })
        members.add("shutdown_count", health.dirtyShutdowns.map { JSON($0) })
        return members.object
    }

    /// Adds the thresholds of the alarms that are switched on.
    private static func add(_ thresholds: DimmHealth.Thresholds, to members: inout Members) {
        func add(_ alarm: DimmHealth.Alarm, _ switchKey: String, _ key: String, _ value: JSON) {
            let isOn = thresholds.enabled.contains(alarm)
            members.add(switchKey, .bool(isOn))
            members.add(key, isOn ? value : nil)
        }
        add(
            .temperature, "alarm_enabled_media_temperature", "temperature_threshold",
            .number(thresholds.temperature))
        add(
            .controllerTemperature, "alarm_enabled_ctrl_temperature", "controller_temperature_threshold",
            .number(thresholds.controllerTemperature))
        add(.spares, "alarm_enabled_spares", "spares_threshold", JSON(thresholds.spares))
    }
}
