// SPDX-License-Identifier: Apache-2.0

internal import CArguments

/// The command line of this process, as passed to `main`.
///
/// `CommandLine.arguments` is empty without `/proc`.
public enum ProcessArguments {
    /// The program's name and the words after it; bytes that are not UTF-8 become U+FFFD.
    public static var words: [String] {
        let count = process_argument_count()
        return (0..<count).compactMap { index in
            unsafe process_argument(index).map { unsafe String(cString: $0) }
        }
    }
}
