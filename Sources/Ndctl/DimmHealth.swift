// SPDX-License-Identifier: Apache-2.0

/// The health of a DIMM; a value that its firmware does not report is nil.
public struct DimmHealth: Sendable, Hashable {
    /// How bad the state is.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Nothing is reported.
        case ok
        /// Maintenance is due, `ND_SMART_NON_CRITICAL_HEALTH`.
        case nonCritical = "non-critical"
        /// The DIMM degrades, `ND_SMART_CRITICAL_HEALTH`.
        case critical
        /// Data is lost, `ND_SMART_FATAL_HEALTH`.
        case fatal
    }

    /// A value for which the firmware gives an alarm.
    public enum Alarm: String, Sendable, Hashable, CaseIterable {
        /// Few spares are left, `ND_SMART_SPARE_TRIP`.
        case spares
        /// The media are hot, `ND_SMART_MTEMP_TRIP`.
        case mediaTemperature
        /// The controller is hot, `ND_SMART_CTEMP_TRIP`.
        case controllerTemperature
    }

    /// The state.
    public var state: State?
    /// The temperature of the media, in degrees Celsius.
    public var mediaTemperature: Double?
    /// The temperature of the controller, in degrees Celsius.
    public var controllerTemperature: Double?
    /// How much of the spare capacity is left, in percent.
    public var sparesPercentage: Int?
    /// How much of the expected life is used up, in percent.
    public var lifeUsedPercentage: Int?
    /// Whether the last shutdown left data unflushed.
    public var wasShutdownDirty: Bool?
    /// How many shutdowns left data unflushed.
    public var dirtyShutdowns: Int?
    /// The alarms that are raised.
    public var alarms: Set<Alarm>?
}
