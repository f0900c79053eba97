// SPDX-License-Identifier: Apache-2.0

/// A colour of a drawing, which has one for a light page and one for a dark page.
///
/// The raw value is its class in the style sheet.
enum Paint: String, CaseIterable {
    /// The page.
    case page
    /// Text on the page and on free memory.
    case ink
    /// Less important text on the page.
    case pale
    /// Text on a device.
    case label
    /// A device in mode system-ram.
    case systemRAM = "system-ram"
    /// A device in mode devdax.
    case devdax
    /// A device in mode famfs.
    case famfs
    /// A namespace in mode fsdax.
    case fsdax
    /// A namespace in mode sector.
    case sector
    /// A namespace in mode raw.
    case raw
    /// A device or namespace without a driver.
    case disabled
    /// Free memory.
    case free
    /// Memory blocks online in the movable zone.
    case movable
    /// Memory blocks online in a kernel zone.
    case kernel
    /// Memory blocks offline.
    case offline
    /// Memory blocks of unknown state or zone.
    case unknown
    /// Memory outside of all whole blocks.
    case lost

    /// The colour on a light page.
    var light: String { colors.light }

    /// The colour on a dark page.
    var dark: String { colors.dark }

    private var colors: (light: String, dark: String) {
        switch self {
        case .page: ("#ffffff", "#0d1117")
        case .ink: ("#1f2328", "#e6edf3")
        case .pale: ("#59636e", "#9198a1")
        case .label: ("#ffffff", "#ffffff")
        case .systemRAM: ("#1a7f37", "#1a7f37")
        case .devdax: ("#0969da", "#0969da")
        case .famfs: ("#8250df", "#8250df")
        case .fsdax: ("#1b7c83", "#1b7c83")
        case .sector: ("#bf3989", "#bf3989")
        case .raw: ("#57606a", "#57606a")
        case .disabled: ("#9a6700", "#9a6700")
        case .free: ("#dde3e9", "#30363d")
        case .movable: ("#4ac26b", "#3fb950")
        case .kernel: ("#a475f9", "#a475f9")
        case .offline: ("#afb8c1", "#6e7681")
        case .unknown: ("#eac54f", "#d29922")
        case .lost: ("#cf222e", "#f85149")
        }
    }
}

extension SpanPicture.Use {
    /// The colour of a part of a region.
    var paint: Paint {
        switch self {
        case .systemRAM: .systemRAM
        case .devdax: .devdax
        case .famfs: .famfs
        case .fsdax: .fsdax
        case .sector: .sector
        case .raw: .raw
        case .disabled: .disabled
        case .free: .free
        }
    }

    /// The colour of its label.
    var labelPaint: Paint { self == .free ? .ink : .label }
}

extension MemoryRun.Shade {
    /// The colour of memory.
    var paint: Paint {
        switch self {
        case .movable: .movable
        case .kernel: .kernel
        case .offline: .offline
        case .unknown: .unknown
        case .lost: .lost
        }
    }
}
