// SPDX-License-Identifier: Apache-2.0

internal import DaxModel
internal import OrderedJSON

/// The firmware of DIMMs, and its activation on their bus, as ndctl prints them.
struct NdctlFirmwareJSON {
    /// How versions are printed.
    let numbers: DropInNumbers

    /// The firmware of a DIMM.
    func json(_ firmware: DimmFirmware) -> JSON {
        var members = Members()
        // All ones, of which the real one shows people as many as a signed number has.
        let unknown = UInt64.max >> (numbers.areHuman ? 1 : 0)
        members.add("current_version", numbers.address(firmware.version ?? unknown))
        guard firmware.version != nil else { return members.object }
        members.add("can_update", .bool(firmware.canUpdate))
        guard let next = firmware.nextVersion else { return members.object }
        members.add("next_version", numbers.address(next))
        members.add("activate_state", Self.known(firmware.activation, of: ["idle", "armed", "busy"]))
        if Self.known(firmware.activationResult, of: ["none", "success", "not_staged"]) == nil {
            members.add("need_powercycle", .bool(true))
        }
        return members.object
    }

    /// The activation of firmware on a bus.
    static func json(ofActivationOn bus: NvdimmBus) -> JSON {
        let methods = ["quiesce": "suspend", "live": "live"]
        var members = Members()
        members.add("activate_method", bus.activationMethod.flatMap { methods[$0] } ?? "reset")
        members.add("activate_state", known(bus.activation, of: ["idle", "armed", "overflow"]))
        return members.object
    }

    private static func known(_ word: String?, of words: [String]) -> String? {
        word.flatMap { words.contains($0) ? $0 : nil }
    }
}
