// SPDX-License-Identifier: Apache-2.0

extension Condition {
    /// What can be true of a file.
    public enum File: Sendable, Hashable {
        /// This stands in the place of ``KernelFile/modprobe``.
        case modprobe(FileContent)
    }
}

extension Condition.File {
    var description: String {
        switch self {
        case .modprobe(let content): "there is \(content) at \(KernelFile.modprobe)"
        }
    }

    /// The condition as it stands in a journal.
    static let journalSyntax = JournalSyntax<Self>(forms: [
        .init("modprobe", .content, Self.modprobe) {
            if case .modprobe(let content) = $0 { content } else { nil }
        }
    ])
}
