// SPDX-License-Identifier: Apache-2.0

/// From which values on a DIMM's firmware gives an alarm.
public struct DimmThresholds: Sendable, Hashable {
    /// The alarms that are switched on.
    public var enabled: Set<DimmHealth.Alarm>
    /// The temperature of the media, in degrees Celsius.
    public var mediaTemperature: Double
    /// The temperature of the controller, in degrees Celsius.
    public var controllerTemperature: Double
    /// The spare capacity, in percent.
    public var sparesPercentage: Int
}
