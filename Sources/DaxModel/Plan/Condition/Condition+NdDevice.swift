// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of an nd device.
    public enum NdDevice: Sendable, Hashable {
        /// This driver holds it; nil: none does.
        case driver(DriverName?)
    }
}

extension Condition.NdDevice {
    func description(of name: KernelName) -> String {
        switch self {
        case .driver(nil): "the nd device \(name) has no driver"
        case .driver(let driver?): "the nd device \(name) is held by \(driver)"
        }
    }

    /// The condition, without its nd device, as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("driver", .driverOrNone, Self.driver) {
            if case .driver(let driver) = $0 { .some(driver) } else { nil }
        }
    ])
}
