// SPDX-License-Identifier: Apache-2.0

package import DaxModel

/// A machine that the executor changes.
package protocol Host {
    /// Surveys the machine.
    ///
    /// - Returns: The inventory.
    func survey() -> Inventory

    /// Surveys the machine, with what only a plan needs, such as the users of devices.
    ///
    /// - Parameter request: The request that the plan is for; nil for the undo of a run.
    /// - Returns: The inventory for the plan.
    func surveyForPlan(of request: Request?) -> Inventory

    /// Surveys what tells whether the machine is as a layout says, which is less than a plan to change it needs.
    ///
    /// - Parameter layout: The layout.
    /// - Returns: The inventory for a plan without steps.
    func survey(comparing layout: Layout) -> Inventory

    /// Adds what a report shows of devices and namespaces and a plan can do without.
    ///
    /// - Parameters:
    ///   - inventory: The machine's current inventory.
    ///   - devices: The devices that are shown.
    /// - Returns: The inventory with the nodes of these devices, and with all namespaces and bad sectors.
    func detailed(_ inventory: Inventory, showing devices: [DeviceName]) -> Inventory

    /// Surveys the machine again after the steps of a plan.
    ///
    /// - Parameters:
    ///   - plan: The plan that was carried out or undone.
    ///   - basis: The inventory that it was made from; the survey may copy from it what no step changes.
    ///   - isComplete: Whether all steps were carried out from this basis, each with its result read back; the survey may
    ///     then derive from them what nobody else has changed.
    /// - Returns: The inventory.
    func survey(after plan: Plan, from basis: Inventory, isComplete: Bool) -> Inventory

    /// Carries out an action and reads its result back.
    ///
    /// - Parameter action: The action.
    /// - Throws: `StepFailure` when the kernel refuses the action, or accepts it without effect.
    func perform(_ action: Action) throws(StepFailure)

    /// Reads the area of the labels of a DIMM.
    ///
    /// - Parameter name: The DIMM.
    /// - Returns: The bytes of the whole area.
    /// - Throws: ``LabelAreaError`` when there is no such DIMM, it has no labels, or the kernel refuses.
    func labelArea(of name: KernelName) throws(LabelAreaError) -> [UInt8]

    /// Reads bytes of a namespace that is enabled raw and that nobody uses.
    ///
    /// - Parameters:
    ///   - name: The namespace.
    ///   - offset: Where they begin.
    ///   - count: How many.
    /// - Returns: The bytes.
    /// - Throws: ``StepFailure`` when they can't be read.
    func contents(of name: KernelName, at offset: UInt64, _ count: Int) throws(StepFailure) -> [UInt8]

    /// Checks whether a condition holds.
    ///
    /// - Parameter condition: The condition.
    /// - Returns: Whether it holds; false also when its files can't be read.
    func holds(_ condition: Condition) -> Bool

    /// Finds what explains a failed step, beyond the error itself.
    ///
    /// - Parameters:
    ///   - failure: The failure.
    ///   - device: The device for which the step was done, as it was before the first step.
    /// - Returns: What was found.
    func explanation(of failure: StepFailure, device: DaxDevice?) -> [Finding.Explanation]

    /// Names what most likely brings memory online by itself.
    ///
    /// - Returns: The kernel's policy, or the file and line of a rule; nil when neither does.
    func likelyAgent() -> Finding.Explanation?

    /// Returns the processes that the kernel killed since the last call because memory ran out.
    ///
    /// - Returns: The processes, such as `process 371 (postgres)`; none at the first call.
    func takeKills() -> [String]
}

extension Host {
    /// Surveys the machine as ``survey()`` does.
    ///
    /// - Parameter request: The request that the plan is for; nil for the undo of a run.
    /// - Returns: The inventory.
    package func surveyForPlan(of request: Request?) -> Inventory { survey() }

    /// Surveys the machine as ``surveyForPlan(of:)`` does.
    ///
    /// - Parameter layout: The layout.
    /// - Returns: The inventory.
    package func survey(comparing layout: Layout) -> Inventory { surveyForPlan(of: Request(layout)) }

    /// Returns the inventory: ``survey()`` leaves nothing out.
    ///
    /// - Parameters:
    ///   - inventory: The inventory.
    ///   - devices: The devices that are shown.
    /// - Returns: The inventory.
    public func detailed(_ inventory: Inventory, showing devices: [DeviceName]) -> Inventory { inventory }

    /// Surveys the machine as ``survey()`` does.
    ///
    /// - Parameters:
    ///   - plan: The plan that was carried out or undone.
    ///   - basis: The inventory that it was made from.
    ///   - isComplete: Whether all steps were carried out.
    /// - Returns: The inventory.
    package func survey(after plan: Plan, from basis: Inventory, isComplete: Bool) -> Inventory { survey() }

    /// Fails: nothing is stored here.
    ///
    /// - Parameter name: The DIMM.
    /// - Returns: Nothing.
    /// - Throws: ``LabelAreaError`` with `ENODEV`, always.
    package func labelArea(of name: KernelName) throws(LabelAreaError) -> [UInt8] {
        throw LabelAreaError(dimm: name, operation: "ndctl_dimm_cmd_new_cfg_size", errno: .noSuchDevice)
    }

    /// Fails: nothing is stored here.
    ///
    /// - Parameters:
    ///   - name: The namespace.
    ///   - offset: Where they begin.
    ///   - count: How many.
    /// - Returns: Nothing.
    /// - Throws: ``StepFailure`` with `ENODEV`, always.
    package func contents(
        of name: KernelName, at offset: UInt64, _ count: Int
    ) throws(StepFailure) -> [UInt8] {
        throw StepFailure(.namespace(name, .enableRaw), .unreadable(file: name.rawValue, .noSuchDevice))
    }

    /// Explains nothing.
    ///
    /// - Parameters:
    ///   - failure: The failure.
    ///   - device: The device for which the step was done, as it was before the first step.
    /// - Returns: Nothing.
    package func explanation(of failure: StepFailure, device: DaxDevice?) -> [Finding.Explanation] { [] }

    /// Returns nil: it knows no agent.
    ///
    /// - Returns: nil.
    package func likelyAgent() -> Finding.Explanation? { nil }

    /// Returns nothing: it knows no kills.
    ///
    /// - Returns: Nothing.
    package func takeKills() -> [String] { [] }
}
