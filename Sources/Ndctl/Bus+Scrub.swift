// SPDX-License-Identifier: Apache-2.0

internal import CNdctl
internal import LateLibraries

extension Bus {
    /// Whether the platform searches the media for errors right now.
    ///
    /// The corresponding C function is `ndctl_bus_get_scrub_state`.
    ///
    /// - Throws: `NdctlError`, with `EOPNOTSUPP` when the bus has no scrub.
    public var isScrubbing: Bool {
        get throws(NdctlError) {
            try unsafe handle.check(
                handle.library.ndctl_bus_get_scrub_state(handle.raw), of: "ndctl_bus_get_scrub_state") > 0
        }
    }

    /// How many scrubs have ended since the start of the system; nil when the bus has no scrub.
    ///
    /// The corresponding C function is `ndctl_bus_get_scrub_count`.
    public var scrubCount: Int? {
        unsafe handle.known(handle.library.ndctl_bus_get_scrub_count(handle.raw)).map(Int.init)
    }

    /// Starts a scrub.
    ///
    /// The corresponding C function is `ndctl_bus_start_scrub`.
    ///
    /// - Throws: `NdctlError`: `EBUSY` while one is going on, `ENOENT` when the bus has none.
    public borrowing func startScrub() throws(NdctlError) {
        try unsafe handle.check(handle.library.ndctl_bus_start_scrub(handle.raw), of: "ndctl_bus_start_scrub")
    }

    /// Waits for the end of a scrub, as long as it takes.
    ///
    /// The corresponding C function is `ndctl_bus_wait_for_scrub_completion`.
    ///
    /// - Throws: `NdctlError`, with `EOPNOTSUPP` when the bus has no scrub.
    public borrowing func waitForScrub() throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_bus_wait_for_scrub_completion(handle.raw),
            of: "ndctl_bus_wait_for_scrub_completion")
    }

    /// Waits for the end of a scrub, for a limited time.
    ///
    /// The corresponding C function is `ndctl_bus_poll_scrub_completion`.
    ///
    /// - Parameters:
    ///   - interval: The seconds between two looks.
    ///   - timeout: The seconds after which to give up; 0 for no limit.
    /// - Throws: `NdctlError`: `ETIMEDOUT` when the time is over, `EOPNOTSUPP` when the bus has no scrub.
    public borrowing func waitForScrub(interval: UInt32, timeout: UInt32) throws(NdctlError) {
        try unsafe handle.check(
            handle.library.ndctl_bus_poll_scrub_completion?(handle.raw, interval, timeout),
            of: "ndctl_bus_poll_scrub_completion")
    }
}
