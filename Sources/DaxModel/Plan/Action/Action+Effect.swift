// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// How a host is told to change.
    public enum Effect: Sendable, Hashable {
        /// A value is written to a file of the kernel.
        case write(file: String, value: String)
        /// libkmod is called to load a module and those that it needs.
        case load(module: String)
        /// A file is replaced in one go.
        case replace(file: String, FileContent)
        /// A program is run to its end: its name, and its arguments.
        case run([String])
    }
}

extension Action.Effect {
    /// What is said of an effect that gave no error.
    var success: String {
        switch self {
        case .write, .replace, .load: "the kernel took it"
        case .run: "the program ended well"
        }
    }

    /// The file that is written, and what is written; nil where a library or a program does the work.
    public var write: (file: String, value: String)? {
        switch self {
        case .write(let file, let value): (file, value)
        case .replace(let file, let content): (file, content.description)
        case .load, .run: nil
        }
    }
}
