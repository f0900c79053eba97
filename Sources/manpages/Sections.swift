// SPDX-License-Identifier: Apache-2.0

/// The handwritten sections of a page: a file of mdoc text.
struct Sections {
    /// The titles of handwritten sections, in page order.
    static let titles = [
        "DESCRIPTION", "ENVIRONMENT", "FILES", "EXIT STATUS", "EXAMPLES", "DIAGNOSTICS", "SEE ALSO",
        "CAVEATS",
    ]

    /// The lines below each title.
    private let bodies: [String: [Substring]]

    /// Reads a file's text.
    ///
    /// - Throws: `ManualError` for an unknown title, or for text before the first one.
    init(text: String, file: String) throws(ManualError) {
        var title: String?
        var bodies: [String: [Substring]] = [:]
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix(".Sh ") {
                let found = String(line.dropFirst(".Sh ".count))
                guard Self.titles.contains(found), bodies[found] == nil else {
                    throw ManualError("\(file):\(index + 1): '\(found)' is unknown or given twice")
                }
                title = found
                bodies[found] = []
            } else if let title {
                bodies[title]?.append(line)
            } else if !line.hasPrefix(".\\\"") {
                throw ManualError("\(file):\(index + 1): text before the first section")
            }
        }
        self.bodies = bodies.mapValues { body in
            Array(body.reversed().drop { $0.isEmpty }.reversed())
        }
    }

    /// The lines of a section without its title; nil if there is no such section.
    func body(of title: String) -> [Substring]? { bodies[title] }
}
