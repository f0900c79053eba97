// SPDX-License-Identifier: Apache-2.0

/// How the next boot comes to a device model.
struct BootRoute {
    var steps: [Step] = []
    var notes: [Finding] = []
}

extension Router {
    /// Finds what must be written so that devices come up under a model.
    func route(to goal: NextBootGoal) throws(Refusal) -> BootRoute {
        guard let now = inventory.nextBoot else { return BootRoute() }
        let choice = try now.choosing(goal.model, with: inventory.modules)
        var route = BootRoute(notes: choice.notes)
        var then = now
        if let content = choice.content, let file = now.file {
            then.file = content
            route.notes.insert(Finding(.boot(.chosen(goal.model, withFile: content != .absent))), at: 0)
            route.steps.append(
                Step(action: .file(.modprobe(content)), undo: .action(.file(.modprobe(file)))))
        }
        route.notes.append(then.initramfsFinding(on: inventory.kernel))
        return route
    }
}
