// SPDX-License-Identifier: Apache-2.0

internal import CArguments

/// The words that this process was started with, as `main` got them.
///
/// `CommandLine.arguments` has none where `/proc` is missing.
public enum ProcessArguments {
    /// The program's name and the words after it; bytes that are not UTF-8 become U+FFFD.
    public static var words: [String] {
        let count = process_argument_count()
        return (0..<count).compactMap { index in
            unsafe process_argument(index).map { unsafe String(cString: $0) }
        }
    }
}
