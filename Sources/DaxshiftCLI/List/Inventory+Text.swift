// SPDX-License-Identifier: Apache-2.0

internal import DaxModel

extension Inventory {
    /// The kernel, the device model and the memory block settings, in one line.
    var headline: String {
        let model =
            switch (models.contains(.bus), models.contains(.class)) {
            case (true, true): "bus and class model (/sys/bus/dax, /sys/class/dax)"
            case (true, false): "bus model"
            case (false, true): "class model (/sys/class/dax)"
            case (false, false): "no dax device model"
            }
        return [
            "Linux \(kernel)", model, blockSize.map { "\($0) blocks" },
            autoOnline.map { "auto-online \($0.rawValue)" },
        ].compactMap(\.self).joined(separator: ", ")
    }

    /// The warnings and notes about the survey, one per line.
    var notes: [String] {
        let shown = 5
        let hidden = gaps.filter(\.needsRoot).count
        let broken = gaps.filter { !$0.needsRoot }
        var notes = warnings.map { "warning: \($0)" }
        notes += broken.prefix(shown).map { "warning: could not read \($0)" }
        if broken.count > shown {
            notes.append(
                "warning: could not read \(broken.count - shown) more files, named by 'daxshift list --json'")
        }
        if hidden > 0 {
            notes.append("note: only root can read \(hidden) of the files, so some values are missing")
        }
        return notes
    }
}
