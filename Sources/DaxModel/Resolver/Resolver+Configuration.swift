// SPDX-License-Identifier: Apache-2.0

/// The saved configuration.
extension Resolver {
    /// Resolves what the saved configuration says of a device, as a request for it.
    func configured(_ device: DaxDevice, _ request: Request) throws(Refusal) -> DeviceGoal {
        switch inventory.configuration.entry(for: device, in: inventory) {
        case .nothing:
            var goal = asItIs(device)
            goal.notes = [Finding(.configuration(.noSection), about: .device(device.name))]
            return goal
        case .section(let section):
            var request = request
            request.change = section.change
            // What the device held as system RAM is still there after a boot.
            request.overwritesData = true
            // At boot the kernel brings memory online before anybody can say that it is to be something else.
            let isOtherThanRAM = section.change == .devdax || section.change == .famfs
            if request.takesConfiguredOffline, device.driver == .kmem, isOtherThanRAM { request.force = true }
            return try goal(of: device, request)
        case .several(let sections):
            throw Refusal(
                .configuration(.severalSections(sections)), about: .device(device.name),
                remedies: .keepOneSection)
        case .malformed(let problems):
            throw Refusal(problems.map { $0.finding() })
        }
    }
}
