// SPDX-License-Identifier: Apache-2.0

/// The saved configuration.
extension Planner {
    /// What is wrong with the configuration and stands in the way of no device that is asked about.
    func warnings(for request: Request) -> [String] {
        guard request.change == .configured else { return [] }
        return inventory.configuration.problems.map { "warning: \($0)" }
    }

    /// Plans what the saved configuration says of a device, as if it had been asked for.
    func configured(_ device: DaxDevice, _ request: Request) throws(Refusal) -> Move {
        switch inventory.configuration.finding(on: device, in: inventory) {
        case .nothing:
            var move = unchanged(device, memory: .any)
            move.plan.notes = ["no section of the configuration is about it"]
            return move
        case .section(let section):
            var request = request
            request.change = section.change
            // At boot the kernel brings memory online before anybody can say that it is to be something else.
            let isOtherThanRAM = section.change == .devdax || section.change == .famfs
            if request.takesConfiguredOffline, device.driver == .kmem, isOtherThanRAM { request.force = true }
            return try self.move(device, request)
        case .several(let sections):
            throw impossible(
                device, "\(sections.map(\.description).joined(separator: " and ")) are about it",
                "leave one of them")
        case .malformed(let problems):
            throw Refusal(problems.map { .init(.impossible, $0.cause, remedy: $0.remedy) })
        }
    }
}
