// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// The replacement of a file.
    public enum File: Sendable, Hashable {
        /// Puts something in the place of ``KernelFile/modprobe``.
        case modprobe(FileContent)
    }
}

extension Action.File {
    var after: Condition {
        switch self {
        case .modprobe(let content): .file(.modprobe(content))
        }
    }

    var effect: Action.Effect {
        switch self {
        case .modprobe(let content): .replace(file: KernelFile.modprobe, content)
        }
    }

    /// The file.
    var setting: ObjectReference.Setting {
        switch self {
        case .modprobe: .modprobe
        }
    }

    var result: String {
        switch self {
        case .modprobe(let content): "\(content)"
        }
    }

    var description: String {
        switch self {
        case .modprobe(.absent): "remove \(KernelFile.modprobe)"
        case .modprobe(.text): "write \(KernelFile.modprobe)"
        case .modprobe(.link(let target)): "link \(KernelFile.modprobe) to \(target)"
        }
    }

    /// The action as it stands in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("modprobe", .content, Self.modprobe) {
            if case .modprobe(let content) = $0 { content } else { nil }
        }
    ])
}
