// SPDX-License-Identifier: Apache-2.0

/// The health of a DIMM, as its firmware reports it; a value that it does not report is nil.
public struct DimmHealth: Sendable, Hashable {
    /// How bad the state is.
    public enum State: String, Sendable, Hashable, CaseIterable {
        /// Nothing is wrong.
        case ok
        /// Maintenance is due.
        case nonCritical = "non-critical"
        /// The DIMM degrades.
        case critical
        /// Data is lost.
        case fatal
        /// The firmware did not answer.
        case unknown
    }

    /// A value for which the firmware gives an alarm.
    public enum Alarm: String, Sendable, Hashable, CaseIterable {
        /// Few spares are left.
        case spares
        /// The media are hot.
        case temperature
        /// The controller is hot.
        case controllerTemperature = "controller-temperature"
    }

    /// The values from which on the firmware gives an alarm.
    public struct Thresholds: Sendable, Hashable {
        /// The alarms that are switched on.
        public var enabled: Set<Alarm> = []
        /// The temperature of the media, in degrees Celsius.
        public var temperature = 0.0
        /// The temperature of the controller, in degrees Celsius.
        public var controllerTemperature = 0.0
        /// The spare capacity that is left, in percent.
        public var spares = 0

        /// Creates thresholds of which none is switched on.
        public init() {}
    }

    /// The state.
    public var state: State?
    /// The temperature of the media, in degrees Celsius.
    public var temperature: Double?
    /// The temperature of the controller, in degrees Celsius.
    public var controllerTemperature: Double?
    /// The spare capacity that is left, in percent.
    public var spares: Int?
    /// How much of the expected life is used up, in percent.
    public var lifeUsed: Int?
    /// Whether the last shutdown left data unflushed.
    public var wasShutdownDirty: Bool?
    /// How many shutdowns left data unflushed.
    public var dirtyShutdowns: Int?
    /// The alarms that are raised.
    public var alarms: Set<Alarm>?
    /// The values from which on there is an alarm.
    public var thresholds: Thresholds?

    /// Creates the health of a DIMM that reports nothing.
    ///
    /// - Parameter state: The state.
    public init(state: State? = nil) {
        self.state = state
    }
}
