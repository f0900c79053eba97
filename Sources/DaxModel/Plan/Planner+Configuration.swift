// SPDX-License-Identifier: Apache-2.0

/// The saved configuration.
extension Planner {
    /// What is wrong with the configuration and stands in the way of no device that is asked about.
    func warnings(for request: Request) -> [Finding] {
        guard request.change == .configured else { return [] }
        return inventory.configuration.problems.map { $0.finding(.warning) }
    }

    /// Plans what the saved configuration says of a device, as if it had been asked for.
    func configured(_ device: DaxDevice, _ request: Request) throws(Refusal) -> Move {
        switch inventory.configuration.entry(for: device, in: inventory) {
        case .nothing:
            var move = unchanged(device, memory: .any)
            move.plan.note(.configuration(.noSection))
            return move
        case .section(let section):
            var request = request
            request.change = section.change
            // At boot the kernel brings memory online before anybody can say that it is to be something else.
            let isOtherThanRAM = section.change == .devdax || section.change == .famfs
            if request.takesConfiguredOffline, device.driver == .kmem, isOtherThanRAM { request.force = true }
            return try self.move(device, request)
        case .several(let sections):
            throw Refusal(
                .configuration(.severalSections(sections)), about: .device(device.name),
                remedies: .keepOneSection)
        case .malformed(let problems):
            throw Refusal(problems.map { $0.finding() })
        }
    }
}
