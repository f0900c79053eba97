// SPDX-License-Identifier: Apache-2.0

/// How the host reaches a device model at the next boot.
struct BootRoute {
    var steps: [Step] = []
    var notes: [Finding] = []
}

extension Router {
    /// Finds what must be written and rebuilt, so that devices come up under a model.
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
        guard goal.makesInitramfs, let file = now.file, let making = try making(then) else {
            route.notes.append(then.initramfsFinding(on: inventory.kernel))
            return route
        }
        var step = Step(
            action: .file(.initramfs(making)), undo: .nothing,
            requires: [.file(.modprobe(then.file ?? file))])
        // An image that disagreed before stays rebuilt in an undo: it is no worse than before.
        if now.initramfsDisagrees == false {
            var unmaking = making
            unmaking.hasFile.toggle()
            step.undo = .action(.file(.initramfs(unmaking)))
            step.undoRequires = [.file(.modprobe(file))]
        }
        route.steps.append(step)
        route.notes.append(Finding(.boot(.initramfsMade(path: making.path))))
        return route
    }

    /// The step that rebuilds an initramfs where it disagrees with the file; nil where none was found.
    ///
    /// Its undo rebuilds it once more, and so waits until the file is back.
    private func making(_ boot: NextBoot) throws(Refusal) -> Initramfs.Making? {
        guard let image = boot.initramfs, let file = boot.file else { return nil }
        let command = image.rebuilding(for: inventory.kernel)
        switch image.disagrees(with: file) {
        case false: return nil
        case true: return .init(path: image.path, command: command, hasFile: file != .absent)
        case nil:
            throw Refusal(
                .boot(.initramfsUnchecked(path: image.path)), about: .setting(.initramfs(path: image.path)),
                remedies: .rebuildInitramfs(command, isDue: false))
        }
    }
}
