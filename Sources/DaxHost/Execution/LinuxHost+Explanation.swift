// SPDX-License-Identifier: Apache-2.0

package import DaxModel
internal import Glibc
internal import Sysfs

extension LinuxHost {
    /// Finds what explains a failed step: the zones and the kernel's log, the processes, or the agent.
    ///
    /// - Parameters:
    ///   - failure: The failure.
    ///   - device: The device for which the step was done, as it was before the first step.
    /// - Returns: What was found.
    package func explanation(of failure: StepFailure, device: DaxDevice?) -> [Finding.Explanation] {
        switch (failure.action, failure.cause) {
        case (_, .unmet(.device(let name, .unused))):
            let device = withUsers(name)
            let users = device?.users ?? []
            return (users.isEmpty ? [] : [.users(users)])
                + (device?.unseenUsers.map { [.usersUnseen($0)] } ?? [])
        case (.block(let block, .online), _) where failure.isOfPoison:
            return range(ofBlock: block).map { [.heldBack($0)] } ?? []
        case (_, .unmet(.device(_, .noneOnline))), (_, .unmet(.setting(.autoOnline))), (.block, .noEffect):
            return likelyAgent().map { [$0] } ?? []
        case (.block(let block, .offline), _):
            let isKnown = device?.blocks.contains { $0.index == block } == true
            let owner = isKnown ? device : device.flatMap { survey([.blocks]).device($0.name) }
            return OfflineCause(
                block: block, device: owner, range: range(ofBlock: block),
                pageSize: UInt64(sysconf(Int32(_SC_PAGESIZE))), log: log.takeMessages()
            ).explanations
        case (.device(let name, .bind), _):
            return kernelMessages(about: name.description)
        case (.ndDevice(let name, .bind), _):
            return kernelMessages(about: name.rawValue)
        default:
            return []
        }
    }

    /// The kernel's messages about a device or nd device.
    private func kernelMessages(about name: String) -> [Finding.Explanation] {
        let messages = log.takeMessages().filter { $0.contains("\(name):") }
        return messages.isEmpty ? [] : [.kernelLog(messages)]
    }

    private func range(ofBlock index: BlockNumber) -> PhysicalRange? {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        surveyor.surveyBlockSize()
        return surveyor.inventory.blockSize.flatMap { size in
            let start = UInt64(index.rawValue) &* size.rawValue
            return PhysicalRange(start: start, end: start &+ size.rawValue &- 1)
        }
    }

    /// Returns the processes that the kernel killed since the last call because memory ran out.
    ///
    /// - Returns: The processes; none at the first call.
    package func takeKills() -> [String] { kills.take() }

    /// Names what most likely brings memory online by itself.
    ///
    /// - Returns: The kernel's policy, or the file and line of a udev rule; nil when neither does.
    package func likelyAgent() -> Finding.Explanation? {
        var surveyor = Surveyor(kernel: Self.kernelRelease)
        surveyor.surveyPolicies()
        return Self.likelyAgent(policy: surveyor.inventory.autoOnline, rules: MemoryRule.all())
    }

    /// Names what most likely brings memory online: the policy, or else the first rule.
    internal static func likelyAgent(
        policy: AutoOnlinePolicy?, rules: [MemoryRule]
    ) -> Finding.Explanation? {
        if let policy, policy != .offline { return .policy(policy) }
        return rules.first.map {
            .udevRule(file: $0.file, line: $0.line, text: fitForTerminal($0.text))
        }
    }
}
