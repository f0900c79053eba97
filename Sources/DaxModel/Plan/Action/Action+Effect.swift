// SPDX-License-Identifier: Apache-2.0

extension Action {
    /// How an action changes the host.
    public enum Effect: Sendable, Hashable {
        /// A value is written to a file of the kernel.
        case write(file: String, value: String)
        /// Values are written to files of the kernel, in order.
        case writes([FileWrite])
        /// The start of a namespace is overwritten, or parts of its block translation table are.
        case overwrite(namespace: KernelName, ByteCount, with: Filling)
        /// A function of libndctl is called for an object.
        case call(String, KernelName)
        /// libkmod is called to load a module and those that it needs.
        case load(module: String)
        /// A file is replaced atomically.
        case replace(file: String, FileContent)
        /// A program is run to its end: its name, and its arguments.
        case run([String])

        /// What the start of a namespace is overwritten with.
        public enum Filling: String, Sendable, Hashable {
            /// Zeros.
            case zeros
            /// What was saved of it.
            case saved
            /// A new info block.
            case infoBlock = "info block"
            /// Parts of a block translation table.
            case table = "block translation table"
        }
    }
}

extension Action.Effect {
    /// The text for an effect that ended without an error.
    var success: String {
        switch self {
        case .write, .writes, .replace, .load: "the kernel took it"
        case .overwrite: "it was written"
        case .call: "the call succeeded"
        case .run: "the program ended well"
        }
    }

    /// The file that is written, and the value; nil where a library or a program does the work.
    public var write: (file: String, value: String)? {
        switch self {
        case .write(let file, let value): (file, value)
        case .replace(let file, let content): (file, content.description)
        case .load, .run, .writes, .overwrite, .call: nil
        }
    }
}
