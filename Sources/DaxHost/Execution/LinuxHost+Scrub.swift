// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Glibc
internal import Sysfs
package import SystemPackage

/// The search of NVDIMMs for errors, a scrub, which their firmware makes.
extension LinuxHost {
    /// Starts a scrub of the DIMMs of a bus.
    ///
    /// Writes `ndbusN/nfit/scrub`.
    ///
    /// - Parameter bus: The bus.
    /// - Throws: `Errno`: ENOENT where the platform has no scrub, EBUSY during another one.
    package func startScrub(of bus: KernelName) throws(Errno) {
        do throws(SysfsError) {
            try Sysfs.write("1", to: KernelFile.scrub(bus))
        } catch {
            throw error.errno
        }
    }

    /// Waits until no scrub of the DIMMs of a bus goes on, as long as it takes.
    ///
    /// Reads `ndbusN/nfit/scrub`.
    ///
    /// - Parameters:
    ///   - bus: The bus.
    ///   - seconds: The time between two looks, at least 1.
    /// - Throws: `Errno`: ENOENT where the platform has no scrub.
    package func waitForScrub(of bus: KernelName, every seconds: UInt32) throws(Errno) {
        do throws(SysfsError) {
            while try Sysfs.read(KernelFile.scrub(bus)).hasSuffix("+") { sleep(max(1, seconds)) }
        } catch {
            throw error.errno
        }
    }
}
