// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// The replacement of a file.
    public enum File: Sendable, Hashable {
        /// Replaces ``KernelFile/modprobe``.
        case modprobe(FileContent)
        /// Rebuilds an initramfs.
        case initramfs(Initramfs.Making)
    }
}

extension Action.File {
    var after: Condition {
        switch self {
        case .modprobe(let content): .file(.modprobe(content))
        case .initramfs(let making):
            .file(.initramfs(path: making.path, hasFile: making.hasFile))
        }
    }

    var effect: Action.Effect {
        switch self {
        case .modprobe(let content): .replace(file: KernelFile.modprobe, content)
        case .initramfs(let making): .run(making.command)
        }
    }

    /// The file.
    var setting: ObjectReference.Setting {
        switch self {
        case .modprobe: .modprobe
        case .initramfs(let making): .initramfs(path: making.path)
        }
    }

    var result: String {
        switch self {
        case .modprobe(let content): "\(content)"
        case .initramfs(let making): "\(making.hasFile ? "with" : "without") \(KernelFile.modprobe)"
        }
    }

    var description: String {
        switch self {
        case .modprobe(.absent): "remove \(KernelFile.modprobe)"
        case .modprobe(.text): "write \(KernelFile.modprobe)"
        case .modprobe(.link(let target)): "link \(KernelFile.modprobe) to \(target)"
        case .initramfs(let making): "rebuild \(making.path)"
        }
    }

    /// The action as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("modprobe", .content, Self.modprobe) {
            if case .modprobe(let content) = $0 { content } else { nil }
        },
        .init("initramfs", .making, Self.initramfs) {
            if case .initramfs(let making) = $0 { making } else { nil }
        },
    ])
}
