// SPDX-License-Identifier: Apache-2.0

internal import DaxHost
internal import DaxModel
internal import SystemPackage

/// The search of the NVDIMMs of a bus for errors, and their clearing; tests replace it.
struct Scrubber {
    /// Starts a search.
    let start: (KernelName) throws(Errno) -> Void
    /// Waits for its end, and looks after each so many seconds.
    let wait: (KernelName, UInt32) throws(Errno) -> Void
    /// Clears the errors of a range, which no enabled namespace has.
    let clear: (PhysicalRange, KernelName) throws(Errno) -> Void

    /// The time between two looks in seconds.
    static let usualInterval: UInt32 = 1

    /// Those of this host.
    static var host: Scrubber {
        Scrubber { (bus) throws(Errno) in
            try LinuxHost().startScrub(of: bus)
        } wait: { (bus, seconds) throws(Errno) in
            try LinuxHost().waitForScrub(of: bus, every: seconds)
        } clear: { (range, bus) throws(Errno) in
            try LinuxHost().clearErrors(in: range, of: bus)
        }
    }
}
