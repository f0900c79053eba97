// SPDX-License-Identifier: Apache-2.0

/// What the platform reports of a DIMM, by the kernel's file `flags`; the names are those of `ndctl list`.
public enum DimmProblem: String, Sendable, Hashable, CaseIterable {
    /// The contents were not saved at the loss of power, `ndctl_dimm_failed_save`.
    case failedSave = "flag_failed_save"
    /// The DIMM will not save its contents at the next loss of power, `ndctl_dimm_failed_arm`.
    case failedArm = "flag_failed_arm"
    /// The contents were not restored, `ndctl_dimm_failed_restore`.
    case failedRestore = "flag_failed_restore"
    /// The DIMM is not mapped, `ndctl_dimm_failed_map`.
    case failedMap = "flag_failed_map"
    /// Data was not flushed to the DIMM, `ndctl_dimm_failed_flush`.
    case failedFlush = "flag_failed_flush"
    /// The state of health has an event that nobody has looked at, `ndctl_dimm_smart_pending`.
    case smartEvent = "flag_smart_event"
}
