// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import SystemPackage

/// The values for shell completion that are read when they are needed.
enum LiveValues {
    /// The presets, and host files.
    static let hosts = CompletionKind.custom { words, index, _ in
        words.indices.contains(index) ? hosts(for: words[index]) : []
    }

    /// Debian's kernels, and files where the word has a slash.
    static let kernels = CompletionKind.custom { words, index, _ in
        words.indices.contains(index) ? kernels(for: words[index]) : []
    }

    /// The hosts that a word can become.
    static func hosts(for word: String) -> [String] {
        (Host.presetNames + paths(from: word) { $0.hasSuffix(".json") }).filter { $0.hasPrefix(word) }
    }

    /// The kernels that a word can become.
    static func kernels(for word: String) -> [String] {
        (Kernel.all.map(\.name) + paths(from: word) { _ in word.contains("/") }).filter { $0.hasPrefix(word) }
    }

    /// The folders, each with a slash at its end, and some of the files where a word points.
    ///
    /// Only names of plain characters, for bash expands the words that it is offered.
    private static func paths(from word: String, where isWanted: (String) -> Bool) -> [String] {
        let folder = word.lastIndex(of: "/").map { String(word[...$0]) } ?? ""
        guard isPlain(folder) else { return [] }
        let place = FilePath(folder.isEmpty ? "." : folder)
        let start = word.dropFirst(folder.count)
        return place.names.sorted().filter { $0.hasPrefix(start) && !$0.hasPrefix(".") && isPlain($0) }
            .compactMap { name in
                switch place.appending(name).kind {
                case .folder: folder + name + "/"
                case .file where isWanted(name): folder + name
                default: nil
                }
            }
    }

    private static func isPlain(_ text: String) -> Bool {
        text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/._-+,@".contains($0)) }
    }
}
