// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import Kmod
internal import Sysfs

extension Surveyor {
    /// Reads the states of the driver modules from libkmod, which is not needed where the kernel has all drivers of a plan.
    mutating func surveyModules() {
        inventory.ndDriversAutoprobe = look(KernelFile.driversAutoprobe(.nd), as: Self.flag).value
        if let modules = neededModules.flatMap({ driving($0) }) {
            inventory.modules = modules
            return
        }
        do {
            let context = try Kmod.Context()
            let blacklist = context.blacklist
            for name in DriverModule.surveyed {
                do {
                    let state = try context.state(of: name)
                    inventory.modules.append(
                        DriverModule(
                            name: name, state: try Self.state(state, of: name),
                            isBlacklisted: blacklist.contains(name),
                            installCommand: try context.installCommand(of: name).map(fitForTerminal)))
                } catch let error as KmodError {
                    inventory.gaps.append(Gap(file: "/sys/module/\(name)", reason: error.description))
                } catch let error as SysfsError {
                    note(error)
                }
            }
        } catch {
            inventory.gaps.append(Gap(file: "libkmod", reason: "\(error)"))
        }
    }

    /// The modules whose drivers the kernel has; nil where it lacks one, or that can't be told.
    private func driving(_ modules: [String]) -> [DriverModule]? {
        var found: [DriverModule] = []
        for name in modules {
            guard (try? Self.hasDriver(name)) == true else { return nil }
            // A module that is built in has no such file.
            let isLoaded = (try? Sysfs.exists("/sys/module/\(name)/initstate")) == true
            found.append(DriverModule(name: name, state: isLoaded ? .loaded : .builtIn))
        }
        return found
    }

    private static func state(
        _ state: ModuleState, of name: String
    ) throws(SysfsError) -> DriverModule.State {
        switch state {
        case .builtIn: .builtIn
        case .live: .loaded
        case .onDisk, .going: .loadable
        // Without the kernel's module folder libkmod misses built-in modules, but their drivers exist.
        case .missing: try hasDriver(name) ? .builtIn : .missing
        }
    }

    private static func hasDriver(_ module: String) throws(SysfsError) -> Bool {
        let bus =
            switch module {
            case "dax_pmem", "dax_pmem_compat": "nd"
            case "dax_hmem": "platform"
            case "dax_cxl": "cxl"
            default: "dax"
            }
        let driver = module == "dax_cxl" ? "cxl_dax_region" : module
        return try Sysfs.exists("/sys/bus/\(bus)/drivers/\(driver)")
    }
}
