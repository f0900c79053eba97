// SPDX-License-Identifier: Apache-2.0

internal import SystemPackage

/// The commands of ndctl, in the order in which it lists them.
enum NdctlVerb: String, Sendable, CaseIterable, DropInVerb {
    case version
    case enableNamespace = "enable-namespace"
    case disableNamespace = "disable-namespace"
    case createNamespace = "create-namespace"
    case destroyNamespace = "destroy-namespace"
    case readInfoblock = "read-infoblock"
    case writeInfoblock = "write-infoblock"
    case checkNamespace = "check-namespace"
    case clearErrors = "clear-errors"
    case enableRegion = "enable-region"
    case disableRegion = "disable-region"
    case enableDimm = "enable-dimm"
    case disableDimm = "disable-dimm"
    case zeroLabels = "zero-labels"
    case readLabels = "read-labels"
    case writeLabels = "write-labels"
    case initLabels = "init-labels"
    case checkLabels = "check-labels"
    case injectError = "inject-error"
    case updateFirmware = "update-firmware"
    case injectSmart = "inject-smart"
    case waitScrub = "wait-scrub"
    case activateFirmware = "activate-firmware"
    case startScrub = "start-scrub"
    case setupPassphrase = "setup-passphrase"
    case updatePassphrase = "update-passphrase"
    case removePassphrase = "remove-passphrase"
    case freezeSecurity = "freeze-security"
    case sanitizeDimm = "sanitize-dimm"
    case loadKeys = "load-keys"
    case waitOverwrite = "wait-overwrite"
    case list
    case monitor
    case help

    static let program = "ndctl"
    static let supportedVersion = "76.1"

    var operands: String {
        switch operand {
        case .namespace: "<namespace>"
        case .region: "<region>"
        case .dimms: "<dimm>..."
        case .dimm: "<dimm>"
        case .buses: "[<bus>...]"
        case .command: "[<command>]"
        case nil: ""
        }
    }

    /// What the operands of a command name.
    enum Operand: Sendable {
        /// A namespace, or `all`.
        case namespace
        /// A region, or `all`.
        case region
        /// DIMMs, or `all`.
        case dimms
        /// One DIMM.
        case dimm
        /// Buses; none means all.
        case buses
        /// A command.
        case command
    }

    /// What the operands name; nil for a command without any.
    var operand: Operand? {
        switch self {
        case .enableNamespace, .disableNamespace, .destroyNamespace, .readInfoblock, .writeInfoblock,
            .checkNamespace, .clearErrors, .injectError:
            .namespace
        case .enableRegion, .disableRegion: .region
        case .enableDimm, .disableDimm, .zeroLabels, .readLabels, .initLabels, .checkLabels, .updateFirmware,
            .injectSmart, .setupPassphrase, .updatePassphrase, .removePassphrase, .freezeSecurity,
            .sanitizeDimm, .waitOverwrite:
            .dimms
        case .writeLabels: .dimm
        case .waitScrub, .startScrub, .activateFirmware: .buses
        case .help: .command
        case .version, .createNamespace, .loadKeys, .list, .monitor: nil
        }
    }

    /// What is said about an operand that is missing; nil where none is needed.
    var missingOperand: String? {
        switch self {
        case .enableNamespace: "specify a namespace to enable, or \"all\""
        case .disableNamespace: "specify a namespace to disable, or \"all\""
        case .destroyNamespace: "specify a namespace to destroy, or \"all\""
        case .checkNamespace: "specify a namespace to check, or \"all\""
        case .clearErrors: "specify a namespace to clear errors for, or \"all\""
        case .enableRegion, .disableRegion: "specify a specific region id to act on, or \"all\""
        default: nil
        }
    }

    var absence: String? {
        switch self {
        case .injectError, .updateFirmware, .injectSmart, .activateFirmware, .setupPassphrase,
            .updatePassphrase,
            .removePassphrase, .freezeSecurity, .sanitizeDimm, .loadKeys, .waitOverwrite, .monitor:
            "\(rawValue): daxshift does not have this command; use the ndctl of the package 'ndctl'"
        default: nil
        }
    }

    func closing(of count: Int, _ errno: Errno?) -> [String] {
        guard let (attempt, done, noun) = words else { return [] }
        return (errno.map { ["error \(attempt) \(noun)s: \($0)"] } ?? [])
            + ["\(done) \(count) \(noun)\(count == 1 ? "" : "s")"]
    }

    private var words: (attempt: String, done: String, noun: String)? {
        switch self {
        case .enableNamespace: ("enabling", "enabled", "namespace")
        case .disableNamespace: ("disabling", "disabled", "namespace")
        case .destroyNamespace: ("destroying", "destroyed", "namespace")
        case .checkNamespace: ("checking", "checked", "namespace")
        case .clearErrors: ("clearing", "cleared", "namespace")
        case .enableRegion: ("enabling", "enabled", "region")
        case .disableRegion: ("disabling", "disabled", "region")
        default: nil
        }
    }
}
