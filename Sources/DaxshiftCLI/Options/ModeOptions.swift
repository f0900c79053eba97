// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import DaxModel

/// The options for the mode of a device.
struct ModeOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The mode of the devices.")
    private var mode: ModeArgument?

    @OptionGroup
    private var systemRAM: SystemRAMOptions

    func validate() throws { try systemRAM.check(makesSystemRAM: mode == .systemRAM) }

    /// Whether the memory map of new system RAM is to be kept in that memory.
    var keepsMapInMemory: Bool { systemRAM.keepsMapInMemory }

    /// The requested mode; nil if none.
    var change: Request.Change? {
        switch mode {
        case nil: nil
        case .devdax: .devdax
        case .systemRAM: systemRAM.change
        }
    }

    private enum ModeArgument: String, ExpressibleByArgument, CaseIterable {
        case systemRAM = "system-ram"
        case devdax
    }
}
