// SPDX-License-Identifier: Apache-2.0

extension DaxctlVerb {
    /// What `daxctl -h` prints.
    static let usage = """

         usage: daxctl [--version] [--help] COMMAND [ARGS]

         'daxctl help COMMAND' shows the options of a command, 'daxctl --list-cmds' the commands.


        """

    /// The usage of the command, with its options.
    func usage(_ options: [GitOption]) -> String {
        var text = "\n usage: daxctl \(rawValue)\(arguments)\n\n"
        for option in options { text += option.usage }
        return text + "\n"
    }

    private var arguments: String {
        let options = self.options.isEmpty ? "" : " [<options>]"
        return self == .help ? " [<command>]" : purpose == nil ? options : " <device>" + options
    }
}

extension GitOption {
    private static let column = 26

    fileprivate var usage: String {
        var name = "    " + (short.map { "-\($0), " } ?? "    ") + "--\(long)"
        if let value { name += " <\(value)>" }
        let gap =
            name.count < Self.column
            ? String(repeating: " ", count: Self.column - name.count)
            : "\n" + String(repeating: " ", count: Self.column)
        return name + gap + help + "\n"
    }
}
