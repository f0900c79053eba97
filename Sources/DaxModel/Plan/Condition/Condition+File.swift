// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of a file.
    public enum File: Sendable, Hashable {
        /// This is the content of ``KernelFile/modprobe``.
        case modprobe(FileContent)
        /// Whether the initramfs at the path has a copy of ``KernelFile/modprobe``.
        case initramfs(path: String, hasFile: Bool)
    }
}

extension Condition.File {
    var description: String {
        switch self {
        case .initramfs(let path, true): "\(path) has a copy of \(KernelFile.modprobe)"
        case .initramfs(let path, false): "\(path) has no copy of \(KernelFile.modprobe)"
        case .modprobe(let content): "there is \(content) at \(KernelFile.modprobe)"
        }
    }

    /// The condition as it is written in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("modprobe", .content, Self.modprobe) {
            if case .modprobe(let content) = $0 { content } else { nil }
        },
        .init("initramfs", .text, .flag, { Self.initramfs(path: $0, hasFile: $1) }) {
            if case .initramfs(let path, let hasFile) = $0 { (path, hasFile) } else { nil }
        },
    ])
}
