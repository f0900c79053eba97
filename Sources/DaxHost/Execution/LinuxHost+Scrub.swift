// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Glibc
internal import Ndctl
internal import Sysfs
package import SystemPackage

/// The search of NVDIMMs for errors, a scrub, and the clearing of errors, which their firmware make.
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

    /// Makes memory readable again that has errors; what was stored there is lost.
    ///
    /// The corresponding C function is `ndctl_bus_cmd_new_clear_error`.
    ///
    /// - Parameters:
    ///   - range: The memory, which no enabled namespace has.
    ///   - bus: The bus of its region.
    /// - Throws: `Errno`: ENOTTY where the platform can't clear errors, EBUSY while an enabled namespace has the memory,
    ///   ENXIO when less was cleared.
    package func clearErrors(in range: PhysicalRange, of bus: KernelName) throws(Errno) {
        var isFound = false
        do throws(NdctlError) {
            let context = try Ndctl.Context()
            try context.forEachBus { (found) throws(NdctlError) in
                guard found.name == bus.rawValue else { return }
                isFound = true
                try found.clearErrors(at: range.start, length: range.size.rawValue)
            }
        } catch {
            throw error.errno
        }
        guard isFound else { throw .noSuchAddressOrDevice }
    }
}
